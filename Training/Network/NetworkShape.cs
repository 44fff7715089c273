namespace Vitrine.Training.Network;

/// <summary>The shape of a <see cref="MobileNetV2"/>; weights of one shape fit no other.</summary>
public sealed record NetworkShape
{
    /// <summary>Classes of the output, 2 or more.</summary>
    public required int Classes { get; init; }

    /// <summary>Width multiplier of all layers, 0.1 to 2. Default: 1.</summary>
    public double Width { get; init; } = 1;

    /// <summary>How a stride of 2 is padded. Default: as TensorFlow does.</summary>
    public Padding Padding { get; init; } = Padding.TensorFlow;

    /// <summary>Share of the classifier's inputs that training leaves out, 0 to 0.9. Default: 0.3.</summary>
    public double Dropout { get; init; } = 0.3;
}

/// <summary>Where zeros are put around a convolution's input.</summary>
public enum Padding
{
    /// <summary>TensorFlow's 'SAME': with stride 2 and an even size, one row below and one column to the right.</summary>
    TensorFlow,

    /// <summary>PyTorch's: kernel / 2 on each side.</summary>
    Symmetrical,
}
