using Vitrine.Hosts.Edge;
using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Models;
using Vitrine.Pipelines;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Vision.Sources;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class EdgeSetupTests : IDisposable
{
    private static readonly EdgeArguments Synthetic = new() { Source = "synthetic" };
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Arguments_go_before_settings_and_settings_before_defaults()
    {
        var arguments = Synthetic with
        {
            YuNet = "my.onnx",
            Set = ["detector.yunet.model=other.onnx", "detector.width=320"],
        };

        var options = Options(arguments with { MaxPace = true, Loop = true });

        Assert.Equal(("my.onnx", 320), (options.Detector.YuNet, options.Detector.Width));
        Assert.True(options.MaxPace && options.Loop);
        Assert.Equal(SourceName.Synthetic, options.Source);
        Assert.Null(options.Annotate);
    }

    [Fact]
    public void What_the_command_line_leaves_open_the_configuration_may_say()
    {
        string[] settings =
        [
            "start.source=synthetic",
            "start.http=none",
            "start.data=/var/lib/shop",
            "start.hub=hub:9100",
        ];

        var arguments = EdgeSetup.Read(new EdgeArguments { Http = "http://0.0.0.0:80", Set = settings }).Arguments;

        Assert.Equal(
            ("synthetic", "http://0.0.0.0:80", "/var/lib/shop", "hub:9100", null),
            (arguments.Source, arguments.Http, arguments.Data, arguments.Hub, arguments.Models)
        );
    }

    [Fact]
    public void A_camera_that_is_not_there_is_said_at_once_unless_it_is_to_be_waited_for()
    {
        var camera = new EdgeArguments { Source = "97" };

        OneLine.Says(Assert.Throws<BadInputException>(() => Options(camera)).Message, "--source 97", "--wait");
        Assert.Equal("97", Options(camera with { Wait = true }).Source.Text);
    }

    [Fact]
    public void The_configuration_file_is_read()
    {
        var file = folder.Write("my.hocon", "vitrine.detector.width = 480");

        Assert.Equal(480, Options(Synthetic with { Config = file }).Detector.Width);
    }

    [Fact]
    public void Without_a_folder_the_models_that_come_with_Vitrine_are_opened() =>
        Assert.Equal(["age", "gender"], Options(Synthetic).Models.Present.Select(model => model.Manifest.Task));

    [Fact]
    public void The_word_none_asks_for_no_models() =>
        Assert.Equal(FaceModels.None, Options(Synthetic with { Models = "none" }).Models);

    [Fact]
    public void The_models_of_a_folder_are_opened()
    {
        TinyModels.Write(folder.Path, "age", TinyModels.Age);

        Assert.NotNull(Options(Synthetic with { Models = folder.Path }).Models["age"]);
    }

    [Fact]
    public void Missing_models_are_said_at_once() =>
        OneLine.Says(
            Assert.Throws<InvalidModelException>(() => Options(Synthetic with { Models = folder["none"] })).Message,
            folder["none"]
        );

    [Fact]
    public void A_missing_source_is_said_at_once() =>
        OneLine.Says(
            Assert.ThrowsAny<IOException>(() => Options(new EdgeArguments { Source = "walk.mp4" })).Message,
            "'walk.mp4'"
        );

    [Theory]
    [InlineData("")]
    [InlineData("/nowhere/at/all/summary.json")]
    [InlineData("/")]
    public void A_file_that_cannot_be_written_is_said_at_once(string file)
    {
        OneLine.Says(Refused(Synthetic with { Summary = file }), $"--summary '{file}' cannot be written");
        OneLine.Says(Refused(Synthetic with { Annotate = file }), $"--annotate '{file}' cannot be written");
    }

    [Fact]
    public void Looking_whether_a_file_can_be_written_leaves_nothing_behind_and_loses_nothing()
    {
        var old = folder.Write("old.json", "{}");

        Options(Synthetic with { Summary = folder["new.json"] });
        Options(Synthetic with { Summary = old });

        Assert.False(File.Exists(folder["new.json"]));
        Assert.Equal("{}", File.ReadAllText(old));
    }

    public void Dispose() => folder.Dispose();

    private static EdgeOptions Options(EdgeArguments arguments) => EdgeSetup.Read(arguments).Options;

    private static string Refused(EdgeArguments arguments) =>
        Assert.Throws<BadInputException>(() => Options(arguments)).Message;
}
