using System.Reflection;
using System.Text;

namespace Vitrine.Hosts.Edge.Configuration;

/// <summary>config.hocon as it comes with Vitrine: every setting with its meaning, range and default.</summary>
internal sealed class PrintedConfig
{
    private const int Width = 120;

    private const string Head = """
        # Every setting of Vitrine, with its unit, range and default. A line that is left out keeps its default; an unknown
        # name or a value out of range stops the start with one clear line. One setting can also be given on the command line:
        #   ./vitrine edge --set detector.haar.min-size=40
        # This file is printed, as it comes with Vitrine, by:
        #   ./vitrine edge --print-config

        vitrine {

        """;

    private const string Foot = """
        }

        # Anything else is Akka.NET's own configuration, for example:
        # akka.loglevel = INFO

        """;

    private readonly StringBuilder text = new(Head);
    private readonly List<string> open = [];
    private readonly HashSet<PropertyInfo> explained = [];

    private PrintedConfig() { }

    /// <summary>The whole file.</summary>
    public static string Text()
    {
        var file = new PrintedConfig();
        foreach (var setting in Settings.All)
        {
            file.Add(setting);
        }

        file.CloseTo(0);
        return file.text.Append(Foot).ToString();
    }

    private void Add(Setting setting)
    {
        var names = setting.Key.Split('.');
        CloseTo(
            names[..^1].Zip(open).TakeWhile(pair => pair.First.Equals(pair.Second, StringComparison.Ordinal)).Count()
        );
        foreach (var section in names[open.Count..^1])
        {
            Paragraph();
            Comment(Settings.Groups.GetValueOrDefault(string.Join('.', open.Append(section)), string.Empty));
            Line($"{section} {{");
            open.Add(section);
        }

        if (open.Count == 0 || text[^2] is '}')
        {
            Paragraph();
        }

        // Two trials have the same options.
        if (explained.Add(setting.Option))
        {
            Comment($"{setting.Attribute.About} Value: {setting.Attribute.Takes}{(setting.IsList ? ':' : '.')}");
        }

        if (setting.IsList)
        {
            Line($"#   {names[^1]} = {setting.Attribute.Example}");
        }

        Line($"{names[^1]} = {SettingValue.Default(setting)}");
    }

    private void CloseTo(int depth)
    {
        while (open.Count > depth)
        {
            open.RemoveAt(open.Count - 1);
            Line("}");
        }
    }

    private void Paragraph()
    {
        if (text[^2] is not '{')
        {
            text.Append('\n');
        }
    }

    private void Comment(string sentences)
    {
        var line = new StringBuilder("#");
        foreach (var word in sentences.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Indent + line.Length + 1 + word.Length > Width)
            {
                Line(line.ToString());
                line.Clear().Append('#');
            }

            line.Append(' ').Append(word);
        }

        if (line.Length > 1)
        {
            Line(line.ToString());
        }
    }

    private int Indent => 2 * (open.Count + 1);

    private void Line(string line) => text.Append(' ', Indent).Append(line).Append('\n');
}
