using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.Win32.SafeHandles;
using Vitrine.Fleet.Releases;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>A release that the hub serves: its statement, and its model as an open file, of which a chunk is read at a time.</summary>
public sealed class Publication : IDisposable
{
    private readonly SafeFileHandle file;

    private Publication(SignedStatement envelope, SafeFileHandle file)
    {
        (Envelope, this.file) = (envelope, file);
        Statement = Statement.Parser.ParseFrom(envelope.Statement);
        Id = Release.IdOf(envelope);
    }

    /// <summary>The release's name.</summary>
    public string Id { get; }

    /// <summary>The statement as it was signed.</summary>
    public SignedStatement Envelope { get; }

    /// <summary>What it says.</summary>
    public Statement Statement { get; }

    /// <summary>Copies a model beside its statement, so that the hub serves it for as long as it must, and opens it.</summary>
    /// <param name="folder">The hub's folder.</param>
    /// <param name="envelope">The statement; already verified.</param>
    /// <param name="model">The ONNX file; empty: <paramref name="jobs"/> have it under the hash that was signed.</param>
    /// <param name="jobs">What jobs left; null: nothing.</param>
    /// <exception cref="BadInputException">The file is not the one that was signed, or cannot be copied.</exception>
    public static Publication Take(string folder, SignedStatement envelope, string model, FinishedJobs? jobs)
    {
        var (id, statement) = (Release.IdOf(envelope), Statement.Parser.ParseFrom(envelope.Statement));
        if (model.Length == 0)
        {
            model =
                jobs?.Files.Find(Convert.ToHexStringLower(statement.Sha256.Span))
                ?? throw new BadInputException("the hub has no store, and the release names no file");
        }

        try
        {
            var isSized = new FileInfo(model).Length == statement.Bytes;
            var bytes = isSized ? File.ReadAllBytes(model) : [];
            if (!isSized || !SHA256.HashData(bytes).AsSpan().SequenceEqual(statement.Sha256.Span))
            {
                throw new BadInputException($"model '{model}' is not the one that was signed; sign it anew");
            }

            WholeFile.Write(PathOf(folder, id, ".onnx"), bytes);
            WholeFile.Write(PathOf(folder, id, ".release"), envelope.ToByteArray());
            return Open(folder, id);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"model '{model}' cannot be taken: {refused.Message}", refused);
        }
    }

    /// <summary>Removes what was served before it.</summary>
    /// <param name="folder">The hub's folder.</param>
    public void RemoveOthers(string folder)
    {
        var own = new[] { PathOf(folder, Id, ".onnx"), PathOf(folder, Id, ".release") };
        foreach (var pattern in new[] { "*.onnx", "*.release" })
        {
            foreach (
                var other in Directory.EnumerateFiles(folder, pattern).Except(own, StringComparer.Ordinal).ToList()
            )
            {
                File.Delete(other);
            }
        }
    }

    /// <summary>Opens a release that was taken before.</summary>
    /// <exception cref="BadInputException">It is not there any more.</exception>
    public static Publication Open(string folder, string id)
    {
        try
        {
            var envelope = SignedStatement.Parser.ParseFrom(File.ReadAllBytes(PathOf(folder, id, ".release")));
            return new Publication(envelope, File.OpenHandle(PathOf(folder, id, ".onnx")));
        }
        catch (Exception missing)
            when (missing is IOException or UnauthorizedAccessException or InvalidProtocolBufferException)
        {
            throw new BadInputException($"release {id[..12]} cannot be served: {missing.Message}", missing);
        }
    }

    /// <summary>Opens what was served before the hub started again; null: it is gone, and devices keep what they have.</summary>
    /// <param name="folder">The hub's folder.</param>
    /// <param name="id">The release's name.</param>
    /// <param name="say">Gets a line when it is gone.</param>
    public static Publication? Reopen(string folder, string id, Action<string> say)
    {
        try
        {
            return Open(folder, id);
        }
        catch (BadInputException gone)
        {
            say($"{gone.Message}; release it anew as a higher version");
            return null;
        }
    }

    /// <summary>What the history says where its rollout starts.</summary>
    public FleetEvent Started(string who, FleetPlan plan, DateTimeOffset now) =>
        new(FleetEventKind.Started, now, who, Id)
        {
            Task = Statement.Task,
            Version = Statement.Version,
            Sha256 = Convert.ToHexStringLower(Statement.Sha256.Span),
            Key = Envelope.Signatures[0].Key,
            Plan = plan,
        };

    /// <summary>Reads what a device asks for; null: it asks for what there is not.</summary>
    public async Task<Chunk?> ReadAsync(PullChunk pull)
    {
        if (pull.Length is < 1 or > ReleaseLimits.MostChunk || pull.Offset < 0 || pull.Offset >= Statement.Bytes)
        {
            return null;
        }

        var bytes = new byte[Math.Min(pull.Length, Statement.Bytes - pull.Offset)];
        var read = await RandomAccess.ReadAsync(file, bytes, pull.Offset);
        return new Chunk
        {
            Release = Id,
            Offset = pull.Offset,
            Data = UnsafeByteOperations.UnsafeWrap(bytes.AsMemory(0, read)),
        };
    }

    /// <inheritdoc />
    public void Dispose() => file.Dispose();

    private static string PathOf(string folder, string id, string ending) => Path.Combine(folder, id + ending);
}
