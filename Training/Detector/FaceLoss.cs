using Vitrine.Vision.Detection;
using static TorchSharp.torch;

namespace Vitrine.Training.Detector;

/// <summary>
/// How wrong a <see cref="DetectorNet"/>'s maps are. Scores: quality focal loss (Li et al., "Generalized Focal Loss", NeurIPS 2020),
/// where a cell's score is to be how likely its box is to pass for the face's. Boxes: generalized IoU (Rezatofighi et al., CVPR 2019). Landmarks: smooth L1,
/// in shares of the face's side.
/// </summary>
public static class FaceLoss
{
    private const double BoxWeight = 2;
    private const double PointWeight = 1.5;

    // A box passes that overlaps by a half; those near it score between the least, which a cell at a face's middle always has, and 1.
    private const float LeastQuality = 0.1f;
    private const float BadOverlap = 0.3f;
    private const float GoodOverlap = 0.65f;

    /// <summary>The loss of a batch, a face.</summary>
    /// <param name="maps">What the network gave.</param>
    /// <param name="targets">What was asked.</param>
    public static Tensor Of(Tensor[] maps, SceneTargets targets)
    {
        var device = maps[0].device;
        // Batch x cells x channels, the strides one after the other.
        var all = cat([.. maps.Select(map => map.flatten(2).transpose(1, 2))], 1).reshape(-1, FaceMap.Channels);
        var logits = all.select(1, FaceMap.Score);
        var wanted = zeros_like(logits);
        var count = targets.Cells.Length;
        var weight = tensor(targets.Freedom, device: device);
        var (boxes, points) = (zeros([1], device: device), zeros([1], device: device));
        if (count > 0)
        {
            var cells = tensor(targets.Cells, device: device);
            var seen = all.index_select(0, cells);
            var place = tensor(targets.Places, [count, 3], device: device);
            var face = tensor(targets.Boxes, [count, 4], device: device);
            var overlap = Overlap(Decode(seen, place), face, out var generalized);
            boxes = (1 - generalized).sum();
            points = OfPoints(seen, place, face, tensor(targets.Points, [count, 10], device: device));
            var quality = ((overlap.detach() - BadOverlap) / (GoodOverlap - BadOverlap)).clamp(LeastQuality, 1);
            wanted = wanted.index_copy(0, cells, quality);
            weight = weight.index_fill(0, cells, 1);
        }

        var score = logits.sigmoid();
        var entropy = nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction: nn.Reduction.None);
        var scores = (entropy * (wanted - score.detach()).abs().square() * weight).sum();
        return (scores + (boxes * BoxWeight) + (points * PointWeight)) / Math.Max(1, count);
    }

    // Centre x and y, width and height in pixels.
    private static Tensor Decode(Tensor seen, Tensor place)
    {
        var stride = place.narrow(1, 2, 1);
        var centre = (seen.narrow(1, FaceMap.Box, 2) * stride) + place.narrow(1, 0, 2);
        var size = seen.narrow(1, FaceMap.Box + 2, 2).clamp(-4, 5).exp() * stride;
        return cat([centre, size], 1);
    }

    private static Tensor Overlap(Tensor left, Tensor right, out Tensor generalized)
    {
        var (leftLow, leftHigh) = Corners(left);
        var (rightLow, rightHigh) = Corners(right);
        var inner = (minimum(leftHigh, rightHigh) - maximum(leftLow, rightLow)).clamp(0);
        var outer = maximum(leftHigh, rightHigh) - minimum(leftLow, rightLow);
        var both = Area(inner);
        var union = Area(leftHigh - leftLow) + Area(rightHigh - rightLow) - both;
        var hull = Area(outer);
        var overlap = both / (union + 1e-6);
        generalized = overlap - ((hull - union) / (hull + 1e-6));
        return overlap;
    }

    private static (Tensor Low, Tensor High) Corners(Tensor box)
    {
        var (centre, half) = (box.narrow(1, 0, 2), box.narrow(1, 2, 2) / 2);
        return (centre - half, centre + half);
    }

    private static Tensor Area(Tensor size) => size.select(1, 0) * size.select(1, 1);

    private static Tensor OfPoints(Tensor seen, Tensor place, Tensor face, Tensor wanted)
    {
        var stride = place.narrow(1, 2, 1);
        var centre = place.narrow(1, 0, 2).repeat(1, FaceLandmarks.Count);
        var side = Area(face.narrow(1, 2, 2)).sqrt().unsqueeze(1);
        var given = (seen.narrow(1, FaceMap.Landmarks, 2 * FaceLandmarks.Count) * stride) + centre;
        var known = wanted.isfinite();
        var difference = where(known, (given - wanted.nan_to_num()) / side, zeros_like(given));
        return nn.functional.smooth_l1_loss(difference, zeros_like(difference), nn.Reduction.Sum, beta: 0.05);
    }
}
