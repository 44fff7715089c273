using System.Globalization;
using CsCheck;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

/// <summary>Most of these texts end or hang the whole process where Akka's parser sees them as they are.</summary>
public sealed class HoconTextTests
{
    private const int Keys = 6;

    [Theory]
    [InlineData("a = ${a}", "a -> a (line 1)")]
    [InlineData("a = ${b}\nb = ${a}", "a -> b -> a (line 2)")]
    [InlineData("a = ${b}, b = ${c}\nc = 1 ${d}\nd = ${e}, e = ${a}", "a -> b -> c -> d -> e -> a (line 3)")]
    [InlineData("x = ${a}\na = ${b}\nb = ${a}", "a -> b -> a (line 3)")]
    [InlineData("a { b { c = ${a} } }", "a -> a.b -> a.b.c -> a (line 1)")]
    [InlineData("vitrine { tracker = ${vitrine} }", "vitrine -> vitrine.tracker -> vitrine (line 1)")]
    [InlineData("akka { loglevel = ${akka.loglevel} }", "akka.loglevel -> akka.loglevel (line 1)")]
    [InlineData("a = [1, [${a}]]", "a -> a (line 1)")]
    [InlineData("path = [1]\npath = ${path} [2]", "path -> path (line 2)")]
    [InlineData("a = 1\na = ${a} x", "a -> a (line 2)")]
    [InlineData("p = ${r}\nr { q = ${a} }\na = ${p.q}", "r.q")]
    [InlineData("\"a\" = 5\n\"b\" { \"c\" : ${b} }", "b -> b.c -> b (line 2)")]
    public void A_circle_is_said_with_its_keys_and_its_line(string text, string circle) =>
        OneLine.Says(Refused(text), "'it' refers to itself: ", circle);

    [Fact]
    public void A_long_circle_is_said_with_its_first_keys() =>
        OneLine.Says(Refused(Chain(400) + "a400 = ${a0}"), "refers to itself: a0 -> a1 -> a2", "… -> a0 (line 401)");

    [Theory]
    [InlineData("a = ${b.c}, b { c = 7 }", "7")]
    [InlineData("a = ${b} kg, b = ${c}, c = 7", "7 kg")]
    [InlineData("b { c = 7, d = ${b.c} }\na = ${b.d}", "7")]
    [InlineData("a = \"${a}\"", "${a}")]
    [InlineData("a = \"\"\"${a}\"\"\"", "${a}")]
    [InlineData("a = 7 # ${a}", "7")]
    [InlineData("a = 7 // ${a}", "7")]
    [InlineData("a = ${b/c}\n\"b/c\" = 7", "7")]
    [InlineData("c {\n} b = 7, a = ${b}", "7")]
    [InlineData("a\n=\n7", "7")]
    [InlineData("a = include \"7\"", "include 7")]
    [InlineData("{ \"a\" : 7 }", "7")]
    [InlineData("a.b { c = 1 }\na = 7", "7")]
    public void What_leads_to_its_end_is_read(string text, string a) =>
        Assert.Equal(a, HoconText.Parse(text, "it").GetString("a"));

    [Fact]
    public void Lists_may_be_joined_and_hold_references() =>
        Assert.Equal(["1", "2", "3"], HoconText.Parse("b = [2], a = [1] ${b} [${c}]\nc = 3", "it").GetStringList("a"));

    [Theory]
    [InlineData("a = ${?b}", "'${?b}' in line 1 is not a reference")]
    [InlineData("\na = ${ b }", "'${ b }' in line 2 is not a reference")]
    [InlineData("a = ${}", "'${}' in line 1")]
    [InlineData("a = ${b", "'${b' in line 1")]
    [InlineData("a = $b", "'$' in line 1")]
    [InlineData("a = ${\"b\"}", "in line 1 is not a reference")]
    [InlineData("a = ${b}", "Unresolved substitution: b")]
    [InlineData("include \"other.conf\"", "'include \"other.conf\"' in line 1", "write here")]
    [InlineData("a {\ninclude \"b\"\n}", "'include \"b\"' in line 2 is not known to Akka.NET")]
    [InlineData("a = [ } ]", "'}' in line 1 has no other half")]
    [InlineData("a = [ { [x] { b = 1 } } ]", "'[' in line 1 stands where a name is expected")]
    [InlineData("a = [ { b } ]", "'}' in line 1 stands where a value is expected")]
    [InlineData("a = [ { ${b} = 1 } ], b = 1", "'${b}' in line 1 stands where a name is expected")]
    [InlineData("a = [b = 1]", "'=' in line 1 stands within a value")]
    [InlineData("a = { b = 1 } c = 2", "'=' in line 1 stands within a value")]
    [InlineData("a = 127.0.0.1:80", "':' in line 1 stands within a value; put that in quotes")]
    [InlineData("a = [shop@example]", "'shop@example' in line 1 must stand in quotes")]
    [InlineData("a = [*]", "'*' in line 1 must stand in quotes")]
    [InlineData("= 1", "'=' in line 1 stands where a name is expected")]
    [InlineData("a { b = 1 }\nc", "it ends where a value is expected")]
    public void What_Akka_does_not_know_is_one_line(string text, params string[] said) =>
        OneLine.Says(Refused(text), ["'it' is not HOCON: ", .. said]);

    [Theory]
    [InlineData("a = 1 ", "{ a = ", "}")]
    [InlineData("", "a {", "}")]
    [InlineData("a = ", "[", "]")]
    [InlineData("a", ".a", "")]
    [InlineData("a", ".\"a\"", "")]
    public void What_nests_too_deeply_is_one_line(string begin, string deeper, string end) =>
        OneLine.Says(
            Refused(begin + Times(100_000, deeper) + Times(100_000, end) + "\n"),
            "'it' is not HOCON: ",
            "in line 1 is more than 50 levels deep"
        );

    [Theory]
    [InlineData("{ x = 1 }")]
    [InlineData("[1]")]
    public void Eight_references_in_a_row_are_followed(string end) =>
        Assert.False(HoconText.Parse(Chain(8) + $"a8 = {end}", "it").GetValue("a0").IsString());

    [Theory]
    [InlineData(9)]
    [InlineData(30)]
    [InlineData(100_000)]
    public void More_references_in_a_row_take_too_long_to_be_followed(int references) =>
        OneLine.Says(Refused(Chain(references) + $"a{references} = [1]"), "'it' is not HOCON: ", "leads too far");

    [Fact]
    public void What_would_grow_beyond_all_bounds_is_one_line() =>
        OneLine.Says(
            Refused($"a = [{Times(400, "${b}, ")}]\nb = [{Times(400, "${c}, ")}]\nc = [1, 2]"),
            "leads too far"
        );

    [Fact]
    public void A_circle_is_found_where_there_is_one_and_nowhere_else() =>
        Gen.Int[0, (1 << Keys) - 1]
            .Array[Keys]
            .Sample(wanted =>
                Assert.Equal(
                    HasCircle(wanted),
                    Record
                        .Exception(() => HoconText.Parse(Written(wanted), "it"))
                        ?.Message.Contains("refers to itself", StringComparison.Ordinal)
                        ?? false
                )
            );

    /// <summary>Keys of which each refers to those whose bit is set.</summary>
    private static string Written(int[] wanted) =>
        string.Join(
            '\n',
            wanted.Select((bits, key) => $"k{key} = 1 {string.Join(' ', Bits(bits).Select(to => $"${{k{to}}}"))}")
        );

    private static bool HasCircle(int[] wanted)
    {
        var left = Enumerable.Range(0, Keys).ToHashSet();
        while (left.FirstOrDefault(key => !Bits(wanted[key]).Any(left.Contains), -1) is >= 0 and var ended)
        {
            left.Remove(ended);
        }

        return left.Count > 0;
    }

    private static IEnumerable<int> Bits(int bits) => Enumerable.Range(0, Keys).Where(bit => (bits >> bit & 1) == 1);

    /// <summary>a0 refers to a1, that to a2, and so on.</summary>
    private static string Chain(int references) =>
        string.Concat(
            Enumerable
                .Range(0, references)
                .Select(n => string.Create(CultureInfo.InvariantCulture, $"a{n} = ${{a{n + 1}}}\n"))
        );

    private static string Times(int count, string text) => string.Concat(Enumerable.Repeat(text, count));

    private static string Refused(string text) =>
        Assert.Throws<BadInputException>(() => HoconText.Parse(text, "'it'")).Message;
}
