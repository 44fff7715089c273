using System.Security.Cryptography;
using System.Text;
using Vitrine.Wire;

namespace Vitrine.Jobs;

/// <summary>What one job of a sweep has of its own.</summary>
/// <param name="Settings">Hyper-parameters with values that they may have, each once.</param>
public sealed record Combination(IReadOnlyList<(Hyperparameter Parameter, object Value)> Settings)
{
    /// <summary>For people, for example "learning-rate 0.001, freeze 14".</summary>
    public string Text =>
        string.Join(
            ", ",
            Settings.Select(setting => FormattableString.Invariant($"{setting.Parameter.Name} {setting.Value}"))
        );

    /// <summary>The key of the job, so that the same sweep sent again adds nothing, and a larger one only what is new.</summary>
    /// <param name="sweep">The key of the sweep.</param>
    public string Key(string sweep) =>
        $"{sweep}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..8]}";

    /// <summary>The job with these settings.</summary>
    /// <param name="common">What all jobs of the sweep have in common.</param>
    /// <exception cref="BadInputException">They do not go together.</exception>
    public TrainingJob Of(TrainingJob common)
    {
        var job = common.Clone();
        foreach (var (parameter, value) in Settings)
        {
            parameter.Set(job, value);
        }

        _ = Hyperparameters.Complete(job);
        return job;
    }
}
