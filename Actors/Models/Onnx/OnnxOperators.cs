namespace Vitrine.Models.Onnx;

/// <summary>
/// The operators of ONNX that are taken: those that Vitrine writes, and those of MobileNets, YuNets and their like, in
/// float32 and in the usual forms of int8. There is none that holds a graph (If, Loop, Scan), makes random numbers,
/// or makes large tensors of small ones without a bound while a model is loaded (Expand, Tile, Range).
/// </summary>
internal static class OnnxOperators
{
    /// <summary>Their names.</summary>
    public static IReadOnlySet<string> Taken { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            "Add",
            "AveragePool",
            "BatchNormalization",
            "Cast",
            "Clip",
            "Concat",
            "Constant",
            "ConstantOfShape",
            "Conv",
            "ConvInteger",
            "DequantizeLinear",
            "Div",
            "Dropout",
            "DynamicQuantizeLinear",
            "Flatten",
            "Gather",
            "Gemm",
            "GlobalAveragePool",
            "GlobalMaxPool",
            "HardSigmoid",
            "HardSwish",
            "Identity",
            "LeakyRelu",
            "MatMul",
            "MatMulInteger",
            "MaxPool",
            "Mul",
            "PRelu",
            "Pad",
            "QLinearConv",
            "QLinearMatMul",
            "QuantizeLinear",
            "ReduceMax",
            "ReduceMean",
            "ReduceSum",
            "Relu",
            "Reshape",
            "Resize",
            "Shape",
            "Sigmoid",
            "Slice",
            "Softmax",
            "Squeeze",
            "Sub",
            "Tanh",
            "Transpose",
            "Unsqueeze",
            "Upsample",
        };
}
