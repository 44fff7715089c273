using Vitrine.Models;
using Vitrine.Models.Onnx;
using Vitrine.Tests.Architecture;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Vision.Attributes;
using Xunit;
using static Vitrine.Tests.Vision.Attributes.TinyOnnx;

namespace Vitrine.Tests.Models.Onnx;

/// <summary>Files that somebody made to harm whoever loads them.</summary>
public sealed class OnnxCheckTests : IDisposable
{
    private const string Elsewhere = "../../etc/passwd";
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Others =>
        [
            "baseline/mnv2_gender2_random.onnx",
            "detectors/face_detection_yunet_2023mar.onnx",
            "detectors/yunet_n_dynamic.onnx",
            "models/bootstrap/gender.onnx",
        ];

    [Theory]
    [MemberData(nameof(Others))]
    public void Models_of_usual_exporters_are_taken(string file) =>
        OnnxCheck.Check("x", File.ReadAllBytes(SharedData.PathOrSkip(file)));

    [Fact]
    public void The_operators_that_are_taken_are_listed()
    {
        var words = SourceTree.Read("docs/rollout.md").Split([' ', '\n', ',', '.']);

        Assert.All(OnnxOperators.Taken, name => Assert.Contains(name, words));
    }

    [Fact]
    public void Values_in_another_file_are_refused_wherever_they_hide()
    {
        var outside = Tensor("far", [], 1)
            .Message(13, new Protobuf().Text(1, "location").Text(2, Elsewhere))
            .Number(14, 1);
        var attribute = new Protobuf().Text(1, "value").Message(5, outside).Number(20, 4);

        Says(Refused(Network([outside])), "'far' are in another file");
        Says(Refused(Network([Tensor("far", [], 1).Number(14, 1)])), "'far' are in another file");
        Says(Refused(Network([], Node("Constant", [], "c", attribute))), "'far' are in another file");
        Says(Refused(Network([], Node("Relu", ["input"], "c", attribute))), "'far' are in another file");
    }

    [Fact]
    public void A_graph_in_a_node_is_refused_and_so_is_what_needs_one()
    {
        var body = new Protobuf().Text(1, "body").Message(6, new Protobuf()).Number(20, 5);
        var several = new Protobuf().Text(1, "body").Message(11, new Protobuf()).Number(20, 10);

        Says(Refused(Network([], Node("Loop", ["", ""], "c", body))), "a graph of its own");
        Says(Refused(Network([], Node("Relu", ["input"], "c", several))), "a graph of its own");
        Says(Refused(Network([], Node("Loop", ["", ""], "c"))), "the operator 'Loop'", "docs/rollout.md");
    }

    [Fact]
    public void What_is_not_ONNX_s_own_is_refused()
    {
        var model = new Protobuf().Message(25, new Protobuf().Text(1, "f")).ToArray();
        var training = new Protobuf().Message(20, new Protobuf()).ToArray();

        Says(Refused(Network([], Node("Relu", ["input"], "c").Text(7, "evil"))), "operator of 'evil'");
        Says(Refused(Network([], Node("Relu", ["input"], "c").Text(8, "f"))), "a node has a field 8");
        Says(Refused([.. TinyModels.Gender, .. model]), "functions of its own");
        Says(Refused([.. TinyModels.Gender, .. training]), "graphs for training");
        OnnxCheck.Check("x", Network([], Node("Relu", ["input"], "c").Text(7, "ai.onnx")));
    }

    [Theory]
    [InlineData(1L, 3L)]
    [InlineData(4L)]
    [InlineData(-2L)]
    [InlineData(-1L, -2L)]
    [InlineData(long.MinValue, 2L)]
    [InlineData(1L << 32, 1L << 32)]
    [InlineData(3L, 6148914691236517206L)]
    [InlineData(0L, long.MaxValue, long.MaxValue)]
    [InlineData(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 2L)]
    public void A_constant_whose_shape_lies_is_refused(params long[] shape)
    {
        var lying = new Protobuf();
        Array.ForEach(shape, size => lying.Number(1, size));
        lying.Number(2, 1).Text(8, "lying").Bytes(9, new byte[8]);

        Says(Refused(Network([lying])), "'lying' has not the values");
    }

    [Fact]
    public void A_constant_of_a_type_that_is_not_read_or_with_values_in_two_places_is_refused()
    {
        Says(Refused(Network([Tensor("t", [1], 1).Number(5, 1)])), "'t' has not the values");
        Says(
            Refused(Network([new Protobuf().Number(1, 1).Number(2, 11).Text(8, "t").Bytes(9, new byte[8])])),
            "type (11)"
        );
        Says(Refused(Network([Tensor("t", [1], 1).Number(2, 1)])), "a field 2 that is not expected");
        OnnxCheck.Check("x", Network([new Protobuf().Number(1, 2).Number(2, Whole).Bytes(7, [1, 0x80, 1])]));
    }

    [Fact]
    public void What_would_be_computed_while_loading_has_a_bound()
    {
        var huge = new Protobuf().Number(1, 1).Number(2, Whole).Text(8, "huge").Number(7, 10L << 30);
        var side = Tensor("side", new float[10_000], 10_000);
        var large = Tensor("large", new float[1 << 20], 1 << 20);
        var doubled = Enumerable.Range(0, 40).Select(i => Node("Concat", [$"c{i}", $"c{i}"], $"c{i + 1}"));
        var packed = Enumerable.Range(0, 100).Select(i => Node("MatMul", ["input", "large"], $"p{i}"));

        Says(Refused(Network([huge], Node("ConstantOfShape", ["huge"], "c"))), "ConstantOfShape", "constants folded");
        Says(Refused(Network([side], Node("Mul", ["side", "side"], "c"))), "Mul reads nothing but constants");
        Says(Refused(Network([side], Node("MatMul", ["side", "side"], "c"))), "MatMul reads nothing but constants");
        Says(Refused(Network([large], [Node("Identity", ["large"], "c0"), .. doubled])), "more than 67108864 values");
        Says(Refused(Network([], [Node("Shape", ["input"], "c0"), .. doubled])), "more than 67108864 values");
        Says(Refused(Network([large], [.. packed])), "more than 67108864 values");
        Says(Refused(Network([], Node("RandomNormal", [], "c"))), "'RandomNormal'");
        Says(Refused(Network([], Node("Expand", ["input", "b"], "c"))), "'Expand'");
    }

    [Fact]
    public void A_node_reads_only_what_stands_before_it()
    {
        Says(Refused(Network([], Node("Relu", ["d"], "c"), Node("Relu", ["c"], "d"))), "reads 'd'");
        Says(Refused(Network([], Node("Relu", ["input"], "logits"))), "'logits' is there twice");
    }

    [Fact]
    public void A_face_and_its_probabilities_are_float32()
    {
        var value = Value("twice", type: 11, 1);

        Says(Refused(With(11, value)), "'twice' is of no type");
        Says(Refused(With(12, Value("whole", Whole, 1))), "'whole' is not of float32");
        Says(
            Refused(With(12, new Protobuf().Text(1, "sequence").Message(2, new Protobuf().Message(4, new Protobuf())))),
            "field 4"
        );
    }

    [Fact]
    public void A_file_is_not_taken_for_one_of_the_runtime_s_own_format()
    {
        // A text of ONNX, and what the other format begins with from the fifth byte on.
        byte[] both = [0x12, 6, 0, 0, .. "ORTM"u8, .. TinyModels.Gender];

        new FaceNetwork(FaceModel.Open(TinyModels.Write(folder.Path, "gender", both))).Dispose();
    }

    [Fact]
    public void What_is_loaded_is_what_was_checked()
    {
        var model = FaceModel.Open(TinyModels.Write(folder.Path, "gender", TinyModels.Gender));
        File.WriteAllBytes(model.Path, Network([], Node("Loop", ["", ""], "c")));

        Says(Assert.Throws<InvalidModelException>(() => new FaceNetwork(model)).Message, "SHA-256");
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read()
    {
        using (var file = File.Create(folder["large.onnx"]))
        {
            file.SetLength(1L << 40);
        }

        Says(Assert.Throws<InvalidModelException>(() => OnnxCheck.Read("it", folder["large.onnx"])).Message, "64 MiB");
    }

    [Fact]
    public void No_mutation_is_told_in_more_than_one_line()
    {
        foreach (var damaged in Mutations.Of(TinyModels.Gender, seed: 21))
        {
            try
            {
                OnnxCheck.Check("model 'x.onnx'", damaged);
            }
            catch (InvalidModelException refused)
            {
                Says(refused.Message, "model 'x.onnx' cannot be loaded: ");
            }
        }
    }

    public void Dispose() => folder.Dispose();

    private static void Says(string message, params string[] words) => OneLine.Says(message, words);

    /// <summary>The usual network with these constants and, before its own, these nodes.</summary>
    private static byte[] Network(Protobuf[] constants, params Protobuf[] nodes) =>
        Model(
            TinyModels.Size,
            2,
            [Tensor("w", new float[6], 3, 2), Tensor("b", new float[2], 2), .. constants],
            [
                .. nodes,
                Node("GlobalAveragePool", ["input"], "pooled"),
                Node("Flatten", ["pooled"], "flat"),
                Node("Gemm", ["flat", "w", "b"], "logits"),
                Node("Softmax", ["logits"], "output"),
            ]
        );

    private static byte[] With(int field, Protobuf value) =>
        new Protobuf().Message(7, new Protobuf().Message(field, value)).ToArray();

    // As the edge finds it out: before there is a session.
    private string Refused(byte[] onnx)
    {
        var path = TinyModels.Write(folder.Path, "gender", onnx);
        return Assert.Throws<InvalidModelException>(() => FaceModel.Open(path)).Message;
    }
}
