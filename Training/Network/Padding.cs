namespace Vitrine.Training.Network;

/// <summary>Where zeros are put around a convolution's input.</summary>
public enum Padding
{
    /// <summary>TensorFlow's 'SAME': with stride 2 and an even size, one row below and one column to the right.</summary>
    TensorFlow,

    /// <summary>PyTorch's: kernel / 2 on each side.</summary>
    Symmetrical,
}
