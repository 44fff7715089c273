using System.Text;
using Spectre.Console;
using Vitrine.Hosts.Cli.Jobs;
using Vitrine.Hosts.Terminal;
using Xunit;

namespace Vitrine.Tests.Hosts.Cli.Jobs;

/// <summary>Runs a command line that begins with <c>job</c> as a user would, its output in a pipe or on a terminal.</summary>
internal sealed class JobLine(int port)
{
    /// <summary>Runs it to its end.</summary>
    public async Task<Ran> Run(params string[] words)
    {
        var ran = Begin(isTerminal: false, words);
        await Soon.Done(ran.Code);
        return ran;
    }

    /// <summary>Runs it meanwhile.</summary>
    public Ran Begin(bool isTerminal, params string[] words)
    {
        var (output, errors) = (new SharedText(), new SharedText());
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new Pipe(output, isTerminal),
            }
        );
        var command = new ConsoleCommand("", new JobCommand(console, errors, TimeProvider.System).Verb);
        string[] line = ["job", .. words, "--coordinator", $"127.0.0.1:{port}"];
        return new Ran(
            Task.Run(() => command.InvokeAsync(line, errors), TestContext.Current.CancellationToken),
            output,
            errors
        );
    }

    internal sealed record Ran(Task<int> Code, SharedText Output, SharedText Errors)
    {
        public string Out => Output.ToString().TrimEnd('\n');

        public string Said => Errors.ToString().TrimEnd('\n');

        public string[] Lines => Out.Split('\n');
    }

    /// <summary>Text that one thread writes and another reads.</summary>
    internal sealed class SharedText : TextWriter
    {
        private readonly StringBuilder text = new();

        public SharedText() => NewLine = "\n";

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            lock (text)
            {
                text.Append(value);
            }
        }

        public override void Write(string? value)
        {
            lock (text)
            {
                text.Append(value);
            }
        }

        public override string ToString()
        {
            lock (text)
            {
                return text.ToString();
            }
        }
    }

    private sealed class Pipe(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => isTerminal;

        public int Width => 100;

        public int Height => 40;

        public void SetEncoding(Encoding encoding) { }
    }
}
