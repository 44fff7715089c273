using Vitrine.Hosts.Edge.Configuration;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge.Configuration;

public sealed class SourcePasswordTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("rtsp://viewer@camera/door", "rtsp://viewer:p%40ss%2F%23@camera/door")]
    [InlineData("rtsp://camera/door", "rtsp://camera/door")]
    [InlineData("rtsp://viewer:own@camera/door", "rtsp://viewer:own@camera/door")]
    [InlineData("shop@night.mp4", "shop@night.mp4")]
    [InlineData("0", "0")]
    public void The_password_of_the_environment_goes_behind_the_user_whom_the_source_names(
        string given,
        string whole
    ) => Assert.Equal(whole, SourcePassword.Complete(given, Environment((SourcePassword.Variable, "p@ss/#"))));

    [Fact]
    public void The_password_of_systemds_credentials_is_taken_where_the_environment_holds_none()
    {
        folder.Write(SourcePassword.Credential, "secret\n");

        var whole = SourcePassword.Complete(
            "rtsp://viewer@camera",
            Environment(("CREDENTIALS_DIRECTORY", folder.Path))
        );

        Assert.Equal("rtsp://viewer:secret@camera", whole);
    }

    [Fact]
    public void Without_one_the_source_is_as_it_was_written() =>
        Assert.Equal("rtsp://viewer@camera", SourcePassword.Complete("rtsp://viewer@camera", Environment()));

    [Theory]
    [InlineData("rtsp://viewer:own@camera/door", true)]
    [InlineData("rtsp://viewer@camera:554/door", false)]
    [InlineData("rtsp://camera:554/door", false)]
    public void A_password_in_the_command_line_is_noticed(string source, bool isThere) =>
        Assert.Equal(isThere, SourcePassword.IsIn(source));

    public void Dispose() => folder.Dispose();

    private static Func<string, string?> Environment(params (string Name, string Value)[] variables) =>
        name => variables.FirstOrDefault(variable => variable.Name.Equals(name, StringComparison.Ordinal)).Value;
}
