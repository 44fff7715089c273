using Spectre.Console;

namespace Vitrine.Hosts.Trainer.Verbs;

/// <summary>A progress bar on a terminal, and nothing where there is none.</summary>
public static class PictureProgress
{
    /// <summary>Does something that reports how far it is.</summary>
    /// <param name="console">Where the bar is drawn.</param>
    /// <param name="work">What is done; it reports, on any thread, how many pictures are read, of how many.</param>
    public static T Show<T>(IAnsiConsole console, Func<Action<int, int>, T> work) =>
        !console.Profile.Out.IsTerminal
            ? work((_, _) => { })
            : console
                .Progress()
                .AutoClear(enabled: true)
                .Start(progress =>
                {
                    var bar = progress.AddTask("reading pictures");
                    return work((done, of) => bar.Value(100.0 * done / of));
                });
}
