using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Vision.Attributes;
using Vitrine.Wire;

namespace Vitrine.Device;

/// <summary>Makes releases: runs the model for its golden vectors, hashes its chunks, and signs what a device must know.</summary>
public static class ReleaseMaker
{
    /// <summary>Makes and signs a release.</summary>
    /// <param name="order">What of.</param>
    /// <param name="key">Signs.</param>
    /// <param name="time">Tells when it is issued.</param>
    /// <exception cref="InvalidModelException">The model does not do what its manifest says.</exception>
    /// <exception cref="BadInputException">It is larger than devices take.</exception>
    public static SignedStatement Make(ReleaseOrder order, SigningKey key, TimeProvider time) =>
        key.Sign(Describe(order, time.GetUtcNow()));

    private static Statement Describe(ReleaseOrder order, DateTimeOffset now)
    {
        var (model, version) = (order.Model, order.Version ?? order.Model.Manifest.Version);
        var bytes = File.ReadAllBytes(model.Path);
        if (bytes.Length > ReleaseLimits.MostBytes)
        {
            throw new BadInputException(
                $"model '{model.Path}' has {bytes.Length} bytes; devices take {ReleaseLimits.MostBytes} at most"
            );
        }

        using var network = new FaceNetwork(model);
        return new Statement
        {
            Format = 1,
            Task = model.Manifest.Task,
            Version = version,
            Bytes = bytes.Length,
            Sha256 = Hash(bytes),
            ChunkBytes = order.ChunkBytes,
            ChunkSha256 = { bytes.Chunk(order.ChunkBytes).Select(Hash) },
            Manifest = Manifest(model, version),
            MinimumEngine = order.MinimumEngine.ToString(3),
            Issued = Timestamp.FromDateTimeOffset(now),
            Expires = Timestamp.FromDateTimeOffset(now + order.ValidFor),
            Golden = { GoldenVectors.Of(network) },
            GoldenTolerance = GoldenVectors.UsualTolerance,
        };
    }

    /// <summary>The manifest as it is, but for the version: training does not know what was released before.</summary>
    private static ByteString Manifest(FaceModel model, int version)
    {
        var json = JsonNode.Parse(File.ReadAllBytes(Path.ChangeExtension(model.Path, ".json")))!;
        json["version"] = version;
        return ByteString.CopyFromUtf8(json.ToJsonString());
    }

    private static ByteString Hash(byte[] bytes) => ByteString.CopyFrom(SHA256.HashData(bytes));
}
