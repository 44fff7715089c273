namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>The command line's arguments.</summary>
public sealed record EdgeArguments
{
    /// <summary>File, address, camera index, folder of images or "synthetic"; null: the first camera, else synthetic.</summary>
    public string? Source { get; init; }

    /// <summary>Whether a camera that is not there is waited for, for ever.</summary>
    public bool Wait { get; init; }

    /// <summary>Whether a recording is read as fast as possible.</summary>
    public bool MaxPace { get; init; }

    /// <summary>Whether a recording begins again at its end.</summary>
    public bool Loop { get; init; }

    /// <summary>When to stop by itself; null: never, or at the source's end.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What <see cref="Models"/> is when people shall be counted only.</summary>
    public const string NoModels = "none";

    /// <summary>Folder of models, or <see cref="NoModels"/>; null: those that come with Vitrine.</summary>
    public string? Models { get; init; }

    /// <summary>YuNet's ONNX file, to be used instead of Vitrine's own detector.</summary>
    public string? YuNet { get; init; }

    /// <summary>The hub that rolls models out, HOST:PORT; null: nobody is dialled.</summary>
    public string? Hub { get; init; }

    /// <summary>Where the summary goes.</summary>
    public string? Summary { get; init; }

    /// <summary>Where pictures with boxes and labels go.</summary>
    public string? Annotate { get; init; }

    /// <summary>The folder that outlives a run; null: the usual one.</summary>
    public string? Data { get; init; }

    /// <summary>Address that events and dashboard are served at, or "none"; null: the usual one.</summary>
    public string? Http { get; init; }

    /// <summary>The configuration file; null: config.hocon beside the command, if there is one.</summary>
    public string? Config { get; init; }

    /// <summary>Settings that go before the configuration file's, as key=value.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];
}
