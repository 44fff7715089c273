using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Vitrine.Hosts.Web;

/// <summary>Whom a limit counts as one: an IPv4 address, or the 64 bits of an IPv6 address that name a network.</summary>
internal static class PeerAddress
{
    /// <summary>The other side of a request.</summary>
    public static IPAddress Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    /// <summary>The one that an address belongs to.</summary>
    public static IPAddress Of(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily is not AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
