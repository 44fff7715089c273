using CsCheck;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Wire;

public sealed class SingleLineTests
{
    [Theory]
    [InlineData(" a\r\n\tb\u2028c\u0085d \n", "a b c d")]
    [InlineData("red \u001b[31m text", "red  [31m text")]
    [InlineData("two  spaces stay", "two  spaces stay")]
    [InlineData("", "")]
    public void Breaks_and_control_characters_in_a_row_become_one_space(string text, string line) =>
        Assert.Equal(line, SingleLine.Of(text));

    [Fact]
    public void What_is_too_long_is_cut_and_says_so() => Assert.Equal("abc…", SingleLine.Of("abcdef", longest: 4));

    [Fact]
    public void Of_an_exception_the_first_line_is_kept() =>
        Assert.Equal("no such network", SingleLine.Of(new IOException("\nno such network\n  at native code")));

    [Fact]
    public void No_text_moves_a_cursor_or_is_longer_than_asked() =>
        Gen.Select(Gen.String[Gen.Char['\0', '\u2030'], 0, 50], Gen.Int[1, 60])
            .Sample(
                (text, longest) =>
                {
                    var line = SingleLine.Of(text, longest);
                    Assert.True(line.Length <= longest);
                    Assert.DoesNotContain(line, c => char.IsControl(c) || c is '\u2028' or '\u2029');
                }
            );
}
