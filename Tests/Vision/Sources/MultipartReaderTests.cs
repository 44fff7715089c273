using System.Text;
using Vitrine.Vision.Sources;
using Xunit;

namespace Vitrine.Tests.Vision.Sources;

public sealed class MultipartReaderTests
{
    [Theory]
    [InlineData("--")]
    [InlineData("")]
    public void Parts_without_a_length_end_at_the_delimiter_with_or_without_its_dashes(string dashes)
    {
        var part = $"{dashes}edge\r\nContent-Type: image/jpeg\r\n\r\n";
        var body = new MemoryStream(Encoding.ASCII.GetBytes($"{part}first\r\n{part}second\r\n{dashes}edge"));
        using var reader = new MultipartReader(body, "edge");

        foreach (var content in new[] { "first", "second" })
        {
            Assert.True(reader.TryReadNext(out var bytes));
            Assert.StartsWith(content, Encoding.ASCII.GetString(bytes), StringComparison.Ordinal);
        }

        Assert.False(reader.TryReadNext(out _));
    }
}
