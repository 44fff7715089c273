using Vitrine.Tests.Architecture;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

public sealed class SourceNameTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("synthetic", "synthetic")]
    [InlineData("SYNTHETIC", "synthetic")]
    [InlineData("0", "camera")]
    [InlineData("12", "camera")]
    [InlineData("rpicam", "rpicam")]
    [InlineData("rtsp://cam/1", "stream")]
    [InlineData("http://127.0.0.1:8080/video", "stream")]
    [InlineData("https://shop.example/clip.MP4?key=1", "recording")]
    [InlineData("/dev/video0", "camera")]
    [InlineData("-", "pipe")]
    public void A_name_tells_its_kind(string text, string kind) => Assert.Equal(kind, SourceName.Parse(text).Kind.Name);

    [Fact]
    public void A_folder_and_a_file_are_told_apart_on_disk()
    {
        Assert.Same(FolderSource.Kind, SourceName.Parse(folder.Path).Kind);
        Assert.Same(VideoSource.Kind, SourceName.Parse(folder.Write("walk.mp4", "")).Kind);
    }

    [Fact]
    public void A_folder_here_of_digits_alone_is_a_folder_and_no_camera()
    {
        var name = $"{Environment.ProcessId}";
        Assert.Same(CameraCapture.Kind, SourceName.Parse(name).Kind);
        Directory.CreateDirectory(name);
        try
        {
            Assert.Same(FolderSource.Kind, SourceName.Parse(name).Kind);
        }
        finally
        {
            Directory.Delete(name);
        }
    }

    [Fact]
    public void A_files_address_is_the_file()
    {
        var file = folder.Write("a walk.mp4", "");

        Assert.Equal(new SourceName(VideoSource.Kind, file), SourceName.Parse(new Uri(file).AbsoluteUri));
    }

    [Fact]
    public void A_link_to_nothing_is_said_with_what_it_should_lead_to()
    {
        File.CreateSymbolicLink(folder["link.mp4"], "/nowhere/clip.mp4");

        var missing = Assert.Throws<FileNotFoundException>(() => SourceName.Parse(folder["link.mp4"]));

        OneLine.Says(missing.Message, folder["link.mp4"], "/nowhere/clip.mp4");
    }

    [Theory]
    [InlineData("walk.mp4")]
    [InlineData("-1")]
    [InlineData("")]
    public void What_is_not_there_is_said_with_what_would_be(string text)
    {
        var missing = Assert.Throws<FileNotFoundException>(() => SourceName.Parse(text));

        OneLine.Says(missing.Message, $"'{text}'", "synthetic", "rtsp://");
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("rtsp://cam/1", true)]
    [InlineData("synthetic", false)]
    public void Only_a_camera_and_a_stream_are_live(string text, bool live) =>
        Assert.Equal(live, SourceName.Parse(text).IsLive);

    [Theory]
    [InlineData("rtsp://viewer:secret@cam:554/live/1")]
    [InlineData("rtsp://viewer:se@secret@cam/1")]
    [InlineData("rtsp://viewer:se#secret@cam/1")]
    [InlineData("rtsp://viewer:se/secret@cam/1")]
    [InlineData("rtsp://viewer:se secret@cam/1")]
    [InlineData("http://cam/video?user=viewer&pwd=secret")]
    [InlineData("http://secret@cam/video")]
    public void A_log_shows_the_host_but_never_a_password(string address)
    {
        var shown = SourceName.Parse(address).ForLog;

        Assert.DoesNotContain("secret", shown, StringComparison.Ordinal);
        Assert.Contains("://cam", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rtsp://cam:554/live/1")]
    [InlineData("synthetic")]
    [InlineData("2")]
    public void A_name_without_secrets_is_shown_as_it_is(string text) =>
        Assert.Equal(text, SourceName.Parse(text).ForLog);

    [Fact]
    public void A_files_name_may_hold_an_at_sign()
    {
        var file = folder.Write("shop@noon.mp4", "");

        Assert.Equal(file, SourceName.Parse(file).ForLog);
    }

    [Fact]
    public void The_first_camera_is_the_lowest_number()
    {
        foreach (var device in new[] { "video10", "video2", "videoX", "null" })
        {
            folder.Write(device, "");
        }

        Assert.Equal(new SourceName(CameraCapture.Kind, "2"), SourceName.FirstCamera(folder.Path));
    }

    [Fact]
    public void The_camera_module_goes_before_any_other_camera_and_its_parts_in_the_chip_are_none()
    {
        foreach (
            var (device, driver) in new[]
            {
                ("video0", "unicam-image"),
                ("video1", "bcm2835-isp-output0"),
                ("video3", "Cam"),
            }
        )
        {
            folder.Write(device, "");
            Directory.CreateDirectory(folder[$"names/{device}"]);
            folder.Write($"names/{device}/name", driver + "\n");
        }

        Assert.Equal("rpicam", First(hasModule: true).Text);
        Assert.Equal(new SourceName(CameraCapture.Kind, "3"), First(hasModule: false));

        SourceName First(bool hasModule) => SourceName.FirstCamera(folder.Path, folder["names"], () => hasModule);
    }

    [Fact]
    public void A_device_that_waits_for_its_camera_never_counts_drawn_people() =>
        Assert.True(SourceName.FirstCamera(folder.Path, waits: true).IsLive);

    [Fact]
    public void A_camera_may_be_named_by_a_path_that_stays_the_same_when_it_is_plugged_in_elsewhere() =>
        Assert.Equal(CameraCapture.Kind, SourceName.Parse("/dev/v4l/by-id/usb-Maker_Camera-index0").Kind);

    [Fact]
    public void Without_a_camera_the_shop_is_drawn() =>
        Assert.Equal(SourceName.Synthetic, SourceName.FirstCamera(folder.Path));

    [Fact]
    public void What_a_source_needs_is_installed_before_it_is_opened() =>
        Assert.All(
            SourceKinds.All.Select(kind => kind.Package).OfType<string>(),
            package => Assert.Contains($"need_packages {package}", SourceTree.Read("vitrine"), StringComparison.Ordinal)
        );

    public void Dispose() => folder.Dispose();
}
