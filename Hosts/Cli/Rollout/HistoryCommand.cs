using System.CommandLine;
using System.Globalization;
using Vitrine.Fleet.Hub;

namespace Vitrine.Hosts.Cli.Rollout;

/// <summary><c>rollout history</c>: who released what, where it went and why it came back.</summary>
public sealed class HistoryCommand
{
    private readonly Option<bool> verify = new("--verify")
    {
        Description = "only make sure that no line was changed, taken out or put in, and tell the last line's hash",
    };

    private readonly HubOptions hub = new();
    private readonly TextWriter output;

    /// <param name="output">Takes the lines.</param>
    public HistoryCommand(TextWriter output)
    {
        this.output = output;
        Verb.Options.Add(verify);
        hub.AddFolderTo(Verb);
        Verb.SetAction((parsed, _) => RunAsync(parsed));
    }

    /// <summary>What the command line needs of it.</summary>
    public Command Verb { get; } = new("history", "Tells who released what, where it went and why it came back.");

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var entries = History.Verify(hub.Folder(parsed));
        if (parsed.GetValue(verify))
        {
            var head = entries.IsEmpty ? "" : $" The last one's hash is {entries[^1].Hash}.";
            await output.WriteLineAsync($"{entries.Length} lines, each the one that was written.{head}");
            return 0;
        }

        foreach (var entry in entries)
        {
            await output.WriteLineAsync(Line(entry));
        }

        return 0;
    }

    private static string Line(HistoryEntry entry)
    {
        var happened = entry.Event;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Number, 5}  {happened.At.ToLocalTime():yyyy-MM-dd HH:mm:ss}  {happened.Release[..Math.Min(12, happened.Release.Length)]}  {happened.Text}"
        );
    }
}
