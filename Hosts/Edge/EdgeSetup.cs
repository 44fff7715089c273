using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Models;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;
using Vitrine.Windows.Log;
using Vitrine.Wire;

namespace Vitrine.Hosts.Edge;

/// <summary>From arguments and configuration to options that hold: whatever is wrong is said before anything starts.</summary>
public static class EdgeSetup
{
    /// <summary>Names the configuration file when <c>--config</c> does not.</summary>
    public const string ConfigVariable = "VITRINE_CONFIG";

    /// <summary>The folder of the models that come with Vitrine.</summary>
    public static string BundledModels { get; } = Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>
    /// All that a run is told: the configuration that the arguments name, else the one beside the command, else none; the arguments,
    /// and where they leave something open, what it says of that; and the options that follow from both.
    /// </summary>
    /// <inheritdoc cref="Options"/>
    public static (EdgeConfiguration Configuration, EdgeArguments Arguments, EdgeOptions Options) Read(
        EdgeArguments arguments
    )
    {
        var configuration = EdgeConfiguration.Read(
            arguments.Config ?? Environment.GetEnvironmentVariable(ConfigVariable),
            arguments.Set
        );
        var settings = configuration.Apply(new EdgeOptions { Source = SourceName.Synthetic });
        var complete = Complete(arguments, settings.Start);
        return (configuration, complete, Options(complete, settings));
    }

    private static EdgeArguments Complete(EdgeArguments arguments, StartOptions start) =>
        arguments with
        {
            Source = arguments.Source ?? start.Source,
            Models = arguments.Models ?? start.Models,
            Data = arguments.Data ?? start.Data,
            Http = arguments.Http ?? start.Http,
            Hub = arguments.Hub ?? start.Hub,
        };

    /// <summary>The options: the arguments, over the configuration, over the defaults.</summary>
    /// <exception cref="BadInputException">A setting, the source or a file to be written is wrong.</exception>
    /// <exception cref="InvalidModelException">A model or its manifest is wrong.</exception>
    /// <exception cref="IOException">The source is missing.</exception>
    private static EdgeOptions Options(EdgeArguments arguments, EdgeOptions settings)
    {
        var options = settings with
        {
            Source = arguments.Source is { } text
                ? Named(text, arguments.Wait)
                : SourceName.FirstCamera(waits: arguments.Wait),
        };
        MustBeWritable("--summary", arguments.Summary);
        MustBeWritable("--annotate", arguments.Annotate);
        MustBeVideo(arguments.Annotate);
        MustNotOverwrite(
            "--summary",
            arguments.Summary,
            arguments.Source,
            arguments.Config,
            arguments.YuNet,
            arguments.Annotate
        );
        MustNotOverwrite("--annotate", arguments.Annotate, arguments.Source);
        return options with
        {
            MaxPace = arguments.MaxPace,
            Loop = arguments.Loop,
            Annotate = arguments.Annotate,
            Access = options.Access with { Token = AccessToken.OfEnvironment() ?? options.Access.Token },
            Models = ModelsOf(arguments.Models),
            Detector = arguments.YuNet is { } file ? options.Detector with { YuNet = file } : options.Detector,
        };
    }

    /// <summary>The data folder, taken for this process if it can be had now; if not, it is tried again later.</summary>
    /// <exception cref="BadInputException">It is no folder.</exception>
    /// <exception cref="DataFolderTakenException">Another process has it.</exception>
    public static DataFolder Data(EdgeArguments arguments)
    {
        var path = arguments.Data ?? DataFolder.Default;
        if (path.Length == 0 || File.Exists(path))
        {
            throw new BadInputException($"--data '{path}' is no folder; name one that Vitrine may keep its windows in");
        }

        var folder = new DataFolder(path);
        try
        {
            folder.Take();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The aggregator says so, and tries again and again; meanwhile people are counted.
        }

        return folder;
    }

    private static FaceModels ModelsOf(string? folder) =>
        folder switch
        {
            EdgeArguments.NoModels => FaceModels.None,
            null => FaceModels.Open(BundledModels),
            _ => FaceModels.Open(folder),
        };

    private static SourceName Named(string text, bool waits)
    {
        var source = SourceName.Parse(SourcePassword.Complete(text, Environment.GetEnvironmentVariable));
        return waits || source.Kind.IsThere(source.Text)
            ? source
            : throw new BadInputException(
                $"--source {source.Text}: there is no such camera now; plug it in, or wait for it with --wait"
            );
    }

    private static void MustNotOverwrite(string option, string? file, params string?[] needed)
    {
        if (
            file is not null
            && needed.Any(other =>
                other is not null && string.Equals(RealPath(other), RealPath(file), StringComparison.Ordinal)
            )
        )
        {
            throw new BadInputException(
                $"{option} '{file}' would overwrite a file that this run needs; give another name"
            );
        }
    }

    private static string RealPath(string file) =>
        (File.Exists(file) ? File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName : null)
        ?? Path.GetFullPath(file);

    private static void MustBeVideo(string? file)
    {
        if (file is not null && Path.GetExtension(file) is not (".mp4" or ".avi"))
        {
            throw new BadInputException($"--annotate '{file}' is no video's name; end it with .mp4 or .avi");
        }
    }

    private static void MustBeWritable(string option, string? file)
    {
        if (file is null)
        {
            return;
        }

        try
        {
            var isNew = !File.Exists(file);
            using (File.Open(file, FileMode.OpenOrCreate, FileAccess.Write)) { }

            if (isNew)
            {
                File.Delete(file);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"{option} '{file}' cannot be written: {refused.Message}", refused);
        }
    }
}
