using Vitrine.Hosts.Edge.Configuration;
using Vitrine.Pipelines;
using Vitrine.Vision.Sources;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Hosts.Edge;

public sealed class EdgeConfigurationTests : IDisposable
{
    private static readonly EdgeOptions Defaults = new() { Source = SourceName.Synthetic };
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Without_a_file_the_defaults_hold() =>
        Assert.Equal(Defaults, EdgeConfiguration.Read(null, []).Apply(Defaults));

    [Fact]
    public void A_file_changes_what_it_names_and_nothing_else()
    {
        var options = Apply("vitrine { tracker.confirm-hits = 5, detector { workers = 3 } }");

        Assert.Equal(5, options.Tracker.ConfirmHits);
        Assert.Equal(Defaults.Tracker with { ConfirmHits = 5 }, options.Tracker);
        Assert.Equal(Defaults.Detector with { Workers = 3 }, options.Detector);
    }

    [Fact]
    public void A_single_setting_goes_before_the_file()
    {
        var options = Apply("vitrine.tracker.confirm-hits = 5", "tracker.confirm-hits=7", "detector.width = 320");

        Assert.Equal((7, 320), (options.Tracker.ConfirmHits, options.Detector.Width));
    }

    [Fact]
    public void A_single_setting_may_be_named_as_in_the_file() =>
        Assert.Equal(320, Apply("", "vitrine.detector.width=320").Detector.Width);

    [Theory]
    [InlineData("/a b/c=d.xml")]
    [InlineData("/a\"b/c\\d.xml")]
    [InlineData("{#//")]
    public void A_path_in_a_single_setting_is_taken_as_it_is(string path) =>
        Assert.Equal(path, Apply("", $"detector.haar.cascade={path}").Detector.Cascade);

    [Theory]
    [InlineData("vitrine")]
    [InlineData("yunet", "detector.yunet.model=y.onnx")]
    [InlineData("haar", "detector.yunet.model=y.onnx", "detector.kind=haar")]
    public void The_detector_is_the_one_asked_for_else_YuNet_where_it_is_given_else_Vitrines_own(
        string wanted,
        params string[] set
    ) => Assert.Equal(wanted, Apply("", set).Detector.Kind.Name);

    [Fact]
    public void Brackets_in_comments_and_quotes_need_no_other_half() =>
        Assert.Equal(
            "/a{b\"c",
            Apply(
                "# not { one\nvitrine.detector.haar.cascade = \"/a{b\\\"c\" // nor ]\nakka.x = \"\"\"}\n\"\"\""
            ).Detector.Cascade
        );

    [Fact]
    public void What_is_Akkas_passes_through()
    {
        var config = Read("akka.loglevel = DEBUG\nvitrine.detector.workers = 1").Config;

        Assert.Equal("DEBUG", config.GetString("akka.loglevel"));
    }

    [Theory]
    [InlineData("vitrine.tracker.confrm-hits = 5", "vitrine.tracker.confrm-hits", "vitrine.tracker.confirm-hits?")]
    [InlineData("vitrine.detector.min-size = 5", "vitrine.detector.min-size", "vitrine.detector.haar.min-size?")]
    [InlineData("vitrine.detector = 5", "vitrine.detector;", "vitrine.detector.")]
    [InlineData("vitrine.detector.width.pixels = 640", "vitrine.detector.width.pixels", "vitrine.detector.width?")]
    public void An_unknown_setting_is_told_the_nearest_one(string text, params string[] said) =>
        OneLine.Says(Refused(text), [folder["config.hocon"], "unknown setting", .. said]);

    [Theory]
    [InlineData("vitrine.detector.workers = 0", "vitrine.detector.workers", "0 is out of range", "1 to 16 threads")]
    [InlineData("vitrine.detector.workers = 2.5", "not a whole number", "1 to 16 threads")]
    [InlineData("vitrine.detector.workers = many", "'many' is not a number", "1 to 16 threads")]
    [InlineData("vitrine.detector.workers = NaN", "out of range", "1 to 16 threads")]
    [InlineData("vitrine.detector.workers = [1, 2]", "vitrine.detector.workers", "1 to 16 threads")]
    [InlineData("vitrine.tracker.lost-after = 4s", "'4s' is not a number", "seconds")]
    [InlineData("vitrine.classification.every-face = perhaps", "'perhaps' is neither on nor off", "on or off")]
    [InlineData("vitrine.synthetic.width = 10", "out of range", "pixels")]
    public void A_setting_that_does_not_fit_is_told_its_range(string text, params string[] said) =>
        OneLine.Says(Refused(text), [folder["config.hocon"], .. said]);

    [Theory]
    [InlineData("vitrine { detector { workers = 1 ")]
    [InlineData("vitrine { detector.workers : ")]
    [InlineData("}")]
    [InlineData("vitrine { detector { workers = 1 ] }")]
    [InlineData("vitrine { detector.workers = 1 } }\nvitrine.detector.width = 320")]
    [InlineData("vitrine.detector.haar.cascade = \"a.xml")]
    [InlineData("vitrine.detector.workers = ${nowhere}")]
    [InlineData("vitrine = 5")]
    public void Malformed_text_is_said_to_be_malformed(string text) =>
        OneLine.Says(Refused(text), folder["config.hocon"]);

    [Theory]
    [InlineData("vitrine.detector.width = ${vitrine.detector.width}")]
    [InlineData("akka.loglevel = ${other}\nother = ${akka.loglevel}")]
    [InlineData("vitrine { tracker = ${vitrine} }")]
    public void A_file_that_refers_to_itself_is_said_to_do_so(string text) =>
        OneLine.Says(Refused(text), folder["config.hocon"], "refers to itself", " -> ", "(line ");

    [Fact]
    public void A_setting_may_refer_to_another_value_of_the_file() =>
        Assert.Equal(320, Apply("narrow = 320\nvitrine.detector.width = ${narrow}").Detector.Width);

    [Fact]
    public void A_single_setting_refers_to_nothing_but_a_list_may_not_refer_to_itself()
    {
        Assert.Equal("${a}", Apply("a = 5", "detector.haar.cascade=${a}").Detector.Cascade);
        OneLine.Says(
            Assert.Throws<BadInputException>(() => Apply("", "lines=${vitrine.lines}")).Message,
            "--set lines=${vitrine.lines} refers to itself: vitrine.lines -> vitrine.lines"
        );
    }

    [Theory]
    [InlineData("vitrine.detector.haar.cascade = [1, 2]", "it is not one value")]
    [InlineData("vitrine.mqtt.broker = \"http://example\"", "'http://example/' is no broker's address", "mqtts://")]
    [InlineData("vitrine.mqtt.broker = example", "'example' is no address", "mqtts://")]
    [InlineData("vitrine.detector.kind = hog", "'hog' is none of vitrine, yunet, haar")]
    [InlineData("vitrine.mqtt.topic = \"a+b\"", "'a+b' is no topic", "letters, digits")]
    [InlineData("vitrine.access.token = short", "the token has 5 characters", "16 to 1000 characters")]
    public void A_text_that_does_not_fit_is_told_what_does(string text, params string[] said) =>
        OneLine.Says(Refused(text), [folder["config.hocon"], .. said]);

    [Fact]
    public void An_empty_text_is_nothing_where_there_may_be_nothing()
    {
        var options = Apply(
            "vitrine { detector.yunet.model = \"\", mqtt.broker = \"\", access.token = \"\", device.name = \"\", events.remote = none }"
        );

        Assert.Equal(Defaults with { Events = null }, options);
    }

    [Fact]
    public void A_missing_file_is_said() =>
        OneLine.Says(
            Assert.Throws<BadInputException>(() => EdgeConfiguration.Read("nowhere.hocon", [])).Message,
            "'nowhere.hocon'",
            "cannot be read"
        );

    [Fact]
    public void A_folder_is_no_file() =>
        OneLine.Says(
            Assert.Throws<BadInputException>(() => EdgeConfiguration.Read(folder.Path, [])).Message,
            folder.Path,
            "cannot be read"
        );

    [Theory]
    [InlineData("detector.width", "KEY=VALUE")]
    [InlineData("detector.widht=5", "did you mean vitrine.detector.width?")]
    [InlineData("detector.width=5", "160 to 4096 pixels")]
    [InlineData("=5", "unknown setting")]
    [InlineData("{=5", "unknown setting")]
    public void A_single_setting_that_does_not_fit_is_said_too(string setting, string said) =>
        OneLine.Says(Assert.Throws<BadInputException>(() => Apply("", setting)).Message, $"--set {setting}", said);

    public void Dispose() => folder.Dispose();

    private EdgeConfiguration Read(string text, params string[] settings) =>
        EdgeConfiguration.Read(folder.Write("config.hocon", text), settings);

    private EdgeOptions Apply(string text, params string[] settings) => Read(text, settings).Apply(Defaults);

    private string Refused(string text) => Assert.Throws<BadInputException>(() => Apply(text)).Message;
}
