using System.Runtime.InteropServices;

namespace Vitrine.Vision.Detection;

/// <summary>
/// One stage laid out for the scan. Leaf values are rounded to fixed point, so adding them is exact in any order;
/// the rounding error is bounded, and only a sum between the two limits needs OpenCV's own arithmetic to decide.
/// </summary>
/// <param name="FirstTest">Index of its first test.</param>
/// <param name="EndTest">Index after its last test.</param>
/// <param name="MayPassFrom">A fixed-point sum below this fails for certain.</param>
/// <param name="PassesFrom">A fixed-point sum of at least this passes for certain.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HaarStageCode(int FirstTest, int EndTest, int MayPassFrom, int PassesFrom);
