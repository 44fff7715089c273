namespace Vitrine.Vision.Sources;

/// <summary>The kinds of source that <c>--source</c> can name.</summary>
public enum SourceKind
{
    /// <summary>The shop that Vitrine draws itself.</summary>
    Synthetic,

    /// <summary>A V4L2 camera by index.</summary>
    Camera,

    /// <summary>An RTSP or HTTP stream.</summary>
    Stream,

    /// <summary>A folder of pictures, in the order of their names.</summary>
    Folder,

    /// <summary>A video file.</summary>
    Video,
}
