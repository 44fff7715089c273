namespace Vitrine.Vision.Detection;

/// <summary>Five points of a face, in pixels of the picture; left and right are the person's own.</summary>
public readonly record struct FaceLandmarks(Spot RightEye, Spot LeftEye, Spot Nose, Spot RightMouth, Spot LeftMouth)
{
    /// <summary>How many there are.</summary>
    public const int Count = 5;

    /// <summary>The points, in the order in which detectors give them.</summary>
    public Spot this[int index] =>
        index switch
        {
            0 => RightEye,
            1 => LeftEye,
            2 => Nose,
            3 => RightMouth,
            4 => LeftMouth,
            _ => throw new ArgumentOutOfRangeException(nameof(index), index, "A face has five landmarks."),
        };

    /// <summary>With left and right exchanged, as in a mirror.</summary>
    public FaceLandmarks Exchanged() => new(LeftEye, RightEye, Nose, LeftMouth, RightMouth);

    /// <summary>Every point moved by the same function.</summary>
    public FaceLandmarks Moved(Func<Spot, Spot> move) =>
        new(move(RightEye), move(LeftEye), move(Nose), move(RightMouth), move(LeftMouth));
}

/// <summary>A point in a picture, in pixels.</summary>
public readonly record struct Spot(float X, float Y);
