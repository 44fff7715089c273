using Vitrine.Tests.Architecture;
using Xunit;

namespace Vitrine.Tests.Dataflow;

/// <summary>The README's example is the file that is compiled here, and it does what it says.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_example_of_the_readme_is_the_one_that_is_compiled()
    {
        const string Begin = "// What follows is the example of Actors/Dataflow/README.md, line by line.\n";
        var compiled = SourceTree.Read("Tests/Dataflow/WordCount.cs").Split(Begin)[1].TrimEnd();
        var shown = SourceTree.Read("Actors/Dataflow/README.md").Split("```csharp\n")[1].Split("\n```")[0];

        Assert.Equal(compiled, shown);
        Assert.InRange(shown.Count(c => c == '\n') + 1, 20, 40);
    }

    [Fact]
    public async Task The_example_counts_words_and_letters() =>
        Assert.Equal(
            new Totals(12, 38),
            await WordCount.Of(new StringReader("it was the best\nof times it was\nthe worst: the end"))
        );
}
