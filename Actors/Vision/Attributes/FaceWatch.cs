using System.Collections.Immutable;
using OpenCvSharp;

namespace Vitrine.Vision.Attributes;

/// <summary>Hears what the live model makes of each face, on its stage's thread.</summary>
/// <param name="picture">The picture; only for the length of the call.</param>
/// <param name="face">The face's box in it.</param>
/// <param name="said">One probability for each label; default: the model failed.</param>
/// <param name="took">How long it took.</param>
public delegate void FaceWatch(Mat picture, Box face, ImmutableArray<float> said, TimeSpan took);
