namespace Vitrine.Vision.Sources;

/// <summary>Every kind of source.</summary>
public static class SourceKinds
{
    /// <summary>In the order in which a name is tried.</summary>
    public static IReadOnlyList<SourceKind> All { get; } =
    [SyntheticSource.Kind, StreamSource.Kind, CameraCapture.Kind, FolderSource.Kind, VideoSource.Kind];

    /// <summary>What may be written, in words: "a video, …, or 'synthetic'".</summary>
    public static string Examples { get; } =
        string.Join(", ", All.Skip(1).Reverse().Select(kind => kind.Example)) + $", or {All[0].Example}";
}
