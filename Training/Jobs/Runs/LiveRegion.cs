using Spectre.Console;
using Spectre.Console.Rendering;

namespace Vitrine.Jobs.Runs;

/// <summary>
/// A part of the terminal that is redrawn four times a second, with lines above it that stay. Drawing has a thread of its
/// own; a terminal that is gone stops nobody. Dispose of it to give the terminal back: what was drawn is cleared.
/// </summary>
public sealed class LiveRegion : IDisposable
{
    private static readonly TimeSpan DrawEvery = TimeSpan.FromMilliseconds(250);
    private readonly IAnsiConsole console;
    private readonly Func<IRenderable> picture;
    private readonly Lock writing = new();
    private readonly ManualResetEventSlim ended = new();
    private readonly Thread drawing;

    /// <param name="console">The terminal.</param>
    /// <param name="picture">What is to be seen now; called from the drawing thread.</param>
    public LiveRegion(IAnsiConsole console, Func<IRenderable> picture)
    {
        (this.console, this.picture) = (console, picture);
        drawing = new Thread(Draw) { IsBackground = true, Name = "drawing" };
        drawing.Start();
    }

    /// <summary>Writes a line above the region. Any thread may call.</summary>
    public void Say(string line)
    {
        try
        {
            lock (writing)
            {
                // Padded to the terminal's width, so that nothing of the picture that stood there is left behind it.
                console.Write(new Rows(Align.Left(new Text(line))));
            }
        }
        catch (IOException)
        {
            // What cannot be shown must not stop anything.
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ended.Set();
        drawing.Join();
        ended.Dispose();
    }

    private void Draw()
    {
        try
        {
            console.Live(Text.Empty).AutoClear(enabled: true).Start(DrawUntilEnded);
        }
        catch (IOException)
        {
            // The terminal is gone; the work that is shown continues.
        }
    }

    private void DrawUntilEnded(LiveDisplayContext live)
    {
        while (!ended.Wait(DrawEvery))
        {
            var now = picture();
            lock (writing)
            {
                live.UpdateTarget(now);
            }
        }
    }
}
