using Google.Protobuf;
using Spectre.Console;
using Spectre.Console.Rendering;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>Where answers go: tables for people, lines of JSON for programs.</summary>
internal sealed class Output
{
    // What no terminal bounds is not wrapped at its width either.
    private const int WidthOfFiles = 200;
    private readonly TextWriter errors;

    /// <param name="console">The terminal, or what stands for it.</param>
    /// <param name="errors">Takes notes that are no results.</param>
    /// <param name="isJson">Whether programs read it.</param>
    public Output(IAnsiConsole console, TextWriter errors, bool isJson)
    {
        (Console, this.errors, IsJson) = (console, errors, isJson);
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = WidthOfFiles;
        }
    }

    /// <summary>The terminal, or what stands for it.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Whether programs read it.</summary>
    public bool IsJson { get; }

    /// <summary>Whether it can be redrawn while one looks.</summary>
    public bool IsLive => !IsJson && Console.Profile.Out.IsTerminal && Console.Profile.Capabilities.Ansi;

    /// <summary>A message as a line of JSON.</summary>
    public void Json(IMessage message) => Line(ProtocolJson.Of(message));

    /// <summary>A line, however long.</summary>
    public void Line(string text) => Console.Profile.Out.Writer.WriteLine(text);

    /// <summary>A table or the like.</summary>
    public void Show(IRenderable picture) => Console.Write(picture);

    /// <summary>A line that is no result.</summary>
    public void Note(string text) => errors.WriteLine(text);
}
