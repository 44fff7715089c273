namespace Vitrine.Training.Packaging;

/// <summary>How long models take for a face, run as the edge runs them: one thread, no spinning.</summary>
public static class Speed
{
    private const int Rounds = 30;
    private const int FacesOfRound = 5;

    /// <summary>
    /// Milliseconds per face of each model, the median. The models take turns, so that whatever else the machine does
    /// slows them alike; the first face of a turn is not counted.
    /// </summary>
    /// <param name="models">Models of one input size.</param>
    /// <param name="face">3 x height x width.</param>
    /// <param name="time">The clock.</param>
    public static IReadOnlyList<double> MillisecondsPerFace(
        IReadOnlyList<OnnxNetwork> models,
        float[] face,
        TimeProvider time
    )
    {
        var times = models.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (model, taken) in models.Zip(times))
            {
                model.Run(face);
                taken.AddRange(Enumerable.Range(0, FacesOfRound).Select(_ => Milliseconds(model, face, time)));
            }
        }

        return [.. times.Select(taken => taken.Order().ElementAt(taken.Count / 2))];
    }

    private static double Milliseconds(OnnxNetwork model, float[] face, TimeProvider time)
    {
        var start = time.GetTimestamp();
        model.Run(face);
        return time.GetElapsedTime(start).TotalMilliseconds;
    }
}
