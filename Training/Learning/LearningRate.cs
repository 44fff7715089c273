using Vitrine.Wire;

namespace Vitrine.Training.Learning;

/// <summary>The learning rate over a run. Pure.</summary>
public static class LearningRate
{
    private const double Start = 0.1;
    private const double End = 0.001;

    /// <summary>
    /// It rises from a tenth of the peak over the warm-up, then: stays (constant); is a tenth after two thirds of the rest
    /// and a hundredth after 8/9 (step); or falls as half a cosine to a thousandth (cosine: Loshchilov and Hutter, "SGDR",
    /// 2017). One-cycle (Smith and Topin, "Super-Convergence", 2018) is the cosine with a warm-up of three tenths at least.
    /// </summary>
    /// <param name="job">A complete job.</param>
    /// <param name="step">Steps done before this one, 0 or more.</param>
    /// <param name="steps">Steps of the whole run, 1 or more.</param>
    public static double At(TrainingJob job, long step, long steps)
    {
        var warmup = job.Schedule is "one-cycle" ? Math.Max(0.3, job.Warmup) : job.Warmup;
        var done = Math.Clamp((double)step / steps, 0, 1);
        if (done < warmup)
        {
            return job.LearningRate * (Start + ((1 - Start) * done / warmup));
        }

        var rest = (done - warmup) / (1 - warmup);
        return job.LearningRate
            * job.Schedule switch
            {
                "constant" => 1,
                "step" => rest < 2.0 / 3 ? 1
                : rest < 8.0 / 9 ? 0.1
                : 0.01,
                _ => End + ((1 - End) * (1 + Math.Cos(Math.PI * rest)) / 2),
            };
    }
}
