using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Models;
using Vitrine.Models.Onnx;
using Vitrine.Wire;

namespace Vitrine.Fleet.Releases;

/// <summary>Makes releases: drafts what devices must know of a model, and signs it. No model is run for it.</summary>
public static class ReleaseMaker
{
    /// <summary>Bytes of a chunk: the least that a break of the link can cost.</summary>
    private const int ChunkBytes = ReleaseLimits.LeastChunk;

    private static readonly Version MinimumEngine = new(0, 1, 0);

    /// <summary>Drafts the release of a model on this machine.</summary>
    /// <param name="file">The ONNX file, with its manifest and its golden vectors beside it.</param>
    /// <exception cref="InvalidModelException">The model or its manifest is missing, or they do not belong together.</exception>
    /// <exception cref="BadInputException">It has no golden vectors, or is larger than devices take.</exception>
    public static Statement Draft(string file)
    {
        var model = FaceModel.Open(file);
        var golden = GoldenFiles.Beside(model.Path);
        if (!File.Exists(golden))
        {
            throw new BadInputException(
                $"model '{file}' has no golden vectors in '{golden}', which ./vitrine train writes; ./vitrine rollout start --model makes them"
            );
        }

        try
        {
            return Draft(
                model.Read(),
                File.ReadAllBytes(Path.ChangeExtension(model.Path, ".json")),
                GoldenFiles.Parse(golden, File.ReadAllText(golden))
            );
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"model '{file}' cannot be released: {missing.Message}", missing);
        }
    }

    /// <summary>Drafts a release: all that is to be signed but the time. Its version is the manifest's.</summary>
    /// <param name="onnx">The ONNX file.</param>
    /// <param name="manifest">Its manifest, a JSON file.</param>
    /// <param name="golden">Its golden vectors.</param>
    /// <exception cref="InvalidModelException">The manifest cannot be used, or the model may not be loaded.</exception>
    /// <exception cref="BadInputException">They do not belong together, or the model is larger than devices take.</exception>
    public static Statement Draft(byte[] onnx, byte[] manifest, GoldenFile golden)
    {
        var (read, hash) = (ModelManifest.Parse("of the model", manifest), Hash(onnx));
        var name = Convert.ToHexStringLower(hash.Span);
        if (onnx.Length > ReleaseLimits.MostBytes)
        {
            throw new BadInputException(
                $"the {read.Task} model has {onnx.Length} bytes; devices take {ReleaseLimits.MostBytes} at most"
            );
        }

        if (!golden.Sha256.Equals(name, StringComparison.Ordinal))
        {
            throw new BadInputException(
                $"the golden vectors are not of this {read.Task} model, {name[..12]}; delete the file {GoldenFiles.Ending} beside it to have them made again"
            );
        }

        OnnxCheck.Check($"the {read.Task} model", onnx);
        return new Statement
        {
            Format = 1,
            Task = read.Task,
            Version = read.Version,
            Bytes = onnx.Length,
            Sha256 = hash,
            ChunkBytes = ChunkBytes,
            ChunkSha256 = { onnx.Chunk(ChunkBytes).Select(Hash) },
            Manifest = ByteString.CopyFrom(manifest),
            MinimumEngine = MinimumEngine.ToString(3),
            Golden = { golden.Golden },
            GoldenTolerance = golden.Tolerance,
        };
    }

    /// <summary>Signs a draft.</summary>
    /// <param name="draft">What was drafted.</param>
    /// <param name="version">The release's version, 1 or more: training does not know what was released before.</param>
    /// <param name="validFor">How long devices may take it from now on. Above zero.</param>
    /// <param name="keys">Sign, each of them.</param>
    /// <param name="time">Says when it is issued.</param>
    /// <param name="changes">What became of the keys before, the oldest first; null: nothing.</param>
    /// <exception cref="RefusedReleaseException">Every device would refuse it.</exception>
    public static SignedStatement Sign(
        Statement draft,
        int version,
        TimeSpan validFor,
        IReadOnlyList<SigningKey> keys,
        TimeProvider time,
        IEnumerable<SignedKeyChange>? changes = null
    )
    {
        var manifest = JsonNode.Parse(draft.Manifest.Span)!;
        manifest["version"] = version;
        var signed = SigningKey.Sign(
            new Statement(draft)
            {
                Version = version,
                Manifest = ByteString.CopyFrom(manifest.ToJsonString(), Encoding.UTF8),
                Issued = Timestamp.FromDateTimeOffset(time.GetUtcNow()),
                Expires = Timestamp.FromDateTimeOffset(time.GetUtcNow() + validFor),
            },
            keys
        );
        signed.KeyChanges.AddRange((changes ?? []).TakeLast(KeyChanges.Most));
        ReleaseVerification.Read(signed, TrustedKeys.Of(keys.Select(key => key.PublicKey)));
        return signed;
    }

    private static ByteString Hash(byte[] bytes) => ByteString.CopyFrom(SHA256.HashData(bytes));
}
