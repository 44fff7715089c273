using static TorchSharp.torch;

namespace Vitrine.Training.Network;

/// <summary>What a safetensors header says of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Of its values.</param>
/// <param name="Shape">Its sizes, each 0 or more.</param>
/// <param name="Start">Its first byte behind the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record TensorPlace(string Name, ScalarType Type, long[] Shape, long Start, long End);
