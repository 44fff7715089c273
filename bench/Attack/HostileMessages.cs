using System.Text;
using System.Text.Json;

namespace Vitrine.Bench.Attack;

/// <summary>
/// What a serializer could be made to do harm with: names of types that do something when they are made, and of Akka's orders.
/// </summary>
public static class HostileMessages
{
    /// <summary>The highest number of a serializer that is tried; Akka's own are below 41.</summary>
    public const int Last = 50;

    private static readonly string[] Manifests =
    [
        "",
        "PP",
        "K",
        "ID",
        "A",
        "S",
        "System.Object, System.Private.CoreLib",
        "Vitrine.Training.Cluster.JobStore, Vitrine.Training",
        "SkiaSharp.SKFileWStream, SkiaSharp",
        "Akka.Dispatch.SysMsg.Terminate, Akka",
        "Akka.Dispatch.SysMsg.Suspend, Akka",
        "Akka.Remote.DaemonMsgCreate, Akka.Remote",
        "Akka.Cluster.Routing.ClusterRouterPool, Akka.Cluster",
    ];

    /// <summary>Manifests and contents to send under each serializer's number.</summary>
    /// <param name="folder">A folder that is not there; one of them would make it.</param>
    /// <param name="file">A file with content; one of them would empty it.</param>
    public static IEnumerable<(string Manifest, byte[] Content)> All(string folder, string file)
    {
        byte[][] contents =
        [
            [],
            [0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f],
            Json("Vitrine.Training.Cluster.JobStore, Vitrine.Training", "folder", folder),
            Json("SkiaSharp.SKFileWStream, SkiaSharp", "path", file),
            Json("System.IO.StreamWriter, System.Private.CoreLib", "path", file),
        ];
        return from manifest in Manifests from content in contents select (manifest, content);
    }

    /// <summary>An object as Newtonsoft.Json would make it.</summary>
    private static byte[] Json(string type, string parameter, string value) =>
        Encoding.UTF8.GetBytes($$"""{"$type":{{Quote(type)}},{{Quote(parameter)}}:{{Quote(value)}}}""");

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
