using OpenCvSharp;
using Vitrine.Dataflow;
using Vitrine.Vision.Synthetic;

namespace Vitrine.Vision.Sources;

/// <summary>The shop that Vitrine draws itself, without end. Its resource is the painter.</summary>
public sealed class SyntheticSource(SyntheticOptions options, FrameCounter frames) : ISource<Frame>
{
    private readonly ShopPainter painter = new(options);
    private long ticks;

    /// <summary>Registers it.</summary>
    public static SourceKind Kind { get; } =
        new("synthetic")
        {
            Matches = text => text.Equals("synthetic", StringComparison.OrdinalIgnoreCase),
            Example = "'synthetic'",
            About = "a shop that Vitrine draws itself, no camera",
            Prepare = Prepared,
        };

    /// <summary>Scene time of the last frame. Any thread may read it.</summary>
    public TimeSpan Time => TimeSpan.FromTicks(Interlocked.Read(ref ticks));

    /// <inheritdoc />
    public Frame Read(CancellationToken cancel)
    {
        var frame = frames.Fill(
            (pixels, time) =>
            {
                pixels.Create(options.Height, options.Width, MatType.CV_8UC3);
                painter.Paint(time, pixels);
                return true;
            },
            options.FramesPerSecond
        )!;
        Interlocked.Exchange(ref ticks, frame.Time.Ticks);
        return frame;
    }

    /// <inheritdoc />
    public void Dispose() => painter.Dispose();

    private static ReadySource Prepared(SourceName name, SourceContext context)
    {
        var shop = new ShopSchedule(context.Synthetic);
        SyntheticSource? open = null;
        return new(
            context.Synthetic.FramesPerSecond,
            () => open = new SyntheticSource(context.Synthetic, context.Frames)
        )
        {
            TrueVisitors = () => open is { } shown ? shop.TrueVisitors(shown.Time) : null,
        };
    }
}
