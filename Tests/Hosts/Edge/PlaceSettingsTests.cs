using System.Numerics;
using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class PlaceSettingsTests : IDisposable
{
    private static readonly EdgeOptions Defaults = new() { Source = SourceName.Synthetic };
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_line_has_a_name_and_two_ends()
    {
        var line = Assert.Single(
            Apply("vitrine.lines = [ { name = the door, from = [0.5, 0], to = [0.25, 1] } ]").Places.Lines
        );

        Assert.Equal(("the door", new Vector2(0.5f, 0), new Vector2(0.25f, 1)), (line.Name, line.From, line.To));
    }

    [Fact]
    public void A_zone_has_a_name_and_corners()
    {
        var zone = Assert.Single(
            Apply(
                "vitrine { zones = [\n  { name = left\n corners = [[0,0],[0.4,0], [0.4,1], [0,1]] }\n ] }"
            ).Places.Zones
        );

        Assert.Equal("left", zone.Name);
        Assert.Equal([new(0, 0), new(0.4f, 0), new(0.4f, 1), new(0, 1)], zone.Corners);
    }

    [Fact]
    public void There_may_be_sixteen_lines() =>
        Assert.Equal(16, Apply($"vitrine.lines = [{Many(16)}]").Places.Lines.Length);

    [Fact]
    public void A_list_may_be_empty() =>
        Assert.Equal(Defaults, Apply("vitrine { lines = [], zones = [ ] }", "lines=[]"));

    [Fact]
    public void A_list_on_the_command_line_takes_the_place_of_that_in_the_file()
    {
        var options = Apply(
            $"vitrine.lines = [{Many(3)}], vitrine.windows.min-cell = 5",
            "lines=[ { name = mine, from = [0, 0], to = [1, 1] } ]"
        );

        Assert.Equal(["mine"], options.Places.Lines.Select(line => line.Name));
        Assert.Equal(5, options.Windows.MinCell);
    }

    [Theory]
    [InlineData("lines = 5", "vitrine.lines", "it is no list")]
    [InlineData("lines = [ 5 ]", "entry 1", "{ name = …, … }")]
    [InlineData("lines = [ { from = [0, 0], to = [1, 1] } ]", "entry 1", "its name is missing")]
    [InlineData(
        "lines = [ { name = \"\", from = [0, 0], to = [1, 1] } ]",
        "entry 1",
        "its name is not 1 to 40 characters long"
    )]
    [InlineData(
        "lines = [ { name = 12345678901234567890123456789012345678901, from = [0, 0], to = [1, 1] } ]",
        "1 to 40"
    )]
    [InlineData("lines = [ { name = a, from = [0, 0] } ]", "entry 1", "its to is missing")]
    [InlineData("lines = [ { name = a, from = [0, 0], till = [1, 1] } ]", "entry 1", "'till'", "name, from, to")]
    [InlineData("lines = [ { name = a, from = [0, 0, 0], to = [1, 1] } ]", "entry 1", "its from", "[x, y]")]
    [InlineData("lines = [ { name = a, from = 0, to = [1, 1] } ]", "entry 1", "its from", "[x, y]")]
    [InlineData("lines = [ { name = a, from = [0, left], to = [1, 1] } ]", "entry 1", "its from", "not a number")]
    [InlineData("lines = [ { name = a, from = [0, []], to = [1, 1] } ]", "entry 1", "its from", "not a number")]
    [InlineData(
        "lines = [ { name = a, from = [0, 320], to = [1, 1] } ]",
        "entry 1",
        "its from holds 320",
        "between 0 and 1"
    )]
    [InlineData("lines = [ { name = a, from = [0, NaN], to = [1, 1] } ]", "entry 1", "its from holds NaN")]
    [InlineData("lines = [ { name = a, from = [0, 1], to = [0, 1] } ]", "entry 1", "its ends are one point")]
    [InlineData(
        "zones = [ { name = a, corners = [[0,0],[1,0],[1,1]] }, { name = b, corners = [[0,0],[1,0]] } ]",
        "entry 2",
        "it has 2 corners, not 3 to 32"
    )]
    [InlineData("zones = [ { name = a, corners = [[0,0],[1,0],[1,2]] } ]", "entry 1", "corners, point 3 holds 2")]
    [InlineData("zones = [ { name = a, corners = 7 } ]", "entry 1", "its corners is no list of points")]
    [InlineData(
        "zones = [ { name = a, corners = [[0,0],[1,0],[1,1]] }, { name = a, corners = [[0,0],[1,0],[1,1]] } ]",
        "two of them are called 'a'"
    )]
    public void What_does_not_fit_is_said_with_its_place_in_the_list(string setting, params string[] said)
    {
        OneLine.Says(Refused($"vitrine.{setting}"), [folder["config.hocon"], "it takes a list of at most 16", .. said]);
        OneLine.Says(Assert.Throws<BadInputException>(() => Apply("", setting)).Message, ["--set", .. said]);
    }

    [Fact]
    public void A_seventeenth_line_is_refused() =>
        OneLine.Says(Refused($"vitrine.lines = [{Many(17)}]"), "there are 17 of them", "at most 16");

    [Fact]
    public void A_section_in_place_of_a_list_is_no_setting() =>
        OneLine.Says(Refused("vitrine.lines { name = a }"), "unknown setting vitrine.lines.name");

    [Fact]
    public void A_list_that_does_not_end_is_said() =>
        OneLine.Says(
            Assert.Throws<BadInputException>(() => Apply("", "lines=[ {")).Message,
            "--set lines=[ {",
            "not HOCON"
        );

    [Theory]
    [InlineData("device.name = shop/1", "'shop/1' is no device's name", "letters, digits")]
    [InlineData("windows.seconds = 0.5", "out of range", "1 to 86400 seconds")]
    [InlineData("windows.min-cell = 101", "out of range", "0 to 100 people")]
    public void Settings_of_windows_are_checked_too(string setting, params string[] said) =>
        OneLine.Says(Refused($"vitrine.{setting}"), said);

    public void Dispose() => folder.Dispose();

    private static string Many(int lines) =>
        string.Join(", ", Enumerable.Range(1, lines).Select(n => $"{{ name = line {n}, from = [0, 0], to = [1, 1] }}"));

    private EdgeOptions Apply(string text, params string[] settings) =>
        EdgeConfiguration.Read(folder.Write("config.hocon", text), settings).Apply(Defaults);

    private string Refused(string text) => Assert.Throws<BadInputException>(() => Apply(text)).Message;
}
