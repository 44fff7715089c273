"""A real RTSP server (GStreamer's) with a moving picture at /h264, /h265 and /mjpeg.

Usage: rtsp-server.py PORT tcp|udp|tcp+udp [USER:PASSWORD]
PORT 0 is any that is free; the port is printed once it listens. A line 'lose' on its input closes every viewer's connection;
the end of its input ends it. Needs Debian's python3-gi, gir1.2-gst-rtsp-server-1.0, gstreamer1.0-plugins-{good,bad,ugly}.
"""

import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

PICTURE = "videotestsrc is-live=true pattern=ball ! video/x-raw,format=I420,width=480,height=272,framerate=12/1"
CODECS = {
    "h264": "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=12 ! rtph264pay name=pay0 config-interval=1",
    "h265": "x265enc tune=zerolatency speed-preset=ultrafast key-int-max=12 ! rtph265pay name=pay0 config-interval=1",
    "mjpeg": "jpegenc ! rtpjpegpay name=pay0",
}
TRANSPORTS = {"tcp": GstRtsp.RTSPLowerTrans.TCP, "udp": GstRtsp.RTSPLowerTrans.UDP}
ROLE = "viewer"

Gst.init(None)
port, transports, *password = sys.argv[1:]
server = GstRtspServer.RTSPServer(address="127.0.0.1", service=port)
for name, codec in CODECS.items():
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(f"( {PICTURE} ! {codec} )")
    factory.set_shared(True)
    wanted = GstRtsp.RTSPLowerTrans(0)
    for transport in transports.split("+"):
        wanted |= TRANSPORTS[transport]
    factory.set_protocols(wanted)
    if password:
        permissions = GstRtspServer.RTSPPermissions()
        permissions.add_permission_for_role(ROLE, "media.factory.access", True)
        permissions.add_permission_for_role(ROLE, "media.factory.construct", True)
        factory.set_permissions(permissions)
    server.get_mount_points().add_factory(f"/{name}", factory)

if password:
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", ROLE)
    auth = GstRtspServer.RTSPAuth()
    auth.add_basic(GstRtspServer.RTSPAuth.make_basic(*password[0].split(":", 1)), token)
    server.set_auth(auth)

viewers = []


def connected(_, viewer):
    viewers.append(viewer)
    viewer.connect("closed", viewers.remove)


def order(_, __):
    line = sys.stdin.readline()
    if not line:
        loop.quit()
    elif line.strip() == "lose":
        for viewer in list(viewers):
            viewer.close()
    return bool(line)


server.connect("client-connected", connected)
server.attach(None)
loop = GLib.MainLoop()
GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_IN | GLib.IO_HUP, order)
print(server.get_bound_port(), flush=True)
loop.run()
