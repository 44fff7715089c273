using Vitrine.Wire;

namespace Vitrine.Training.Examples;

/// <summary>Whether splits have what an attribute needs. Pure.</summary>
public static class EveryClass
{
    /// <summary>Every class must have an example to learn from and one to choose by, and there must be one to be judged by.</summary>
    /// <param name="attribute">Has the labels.</param>
    /// <param name="training">The labels to learn from.</param>
    /// <param name="validation">The labels to choose epochs by.</param>
    /// <param name="test">The labels to be judged by.</param>
    /// <exception cref="BadInputException">Something is missing.</exception>
    public static void Require(
        TrainingAttribute attribute,
        IEnumerable<int?> training,
        IEnumerable<int?> validation,
        IEnumerable<int?> test
    )
    {
        if (test.All(label => label is null))
        {
            throw new BadInputException(
                $"the test split has no example with a label for --task {attribute.Name}; add data that has"
            );
        }

        foreach (var (name, labels) in new[] { ("training", training), ("validation", validation) })
        {
            var present = labels.ToHashSet();
            var missing = attribute.Labels.Where((_, label) => !present.Contains(label)).ToArray();
            if (missing.Length > 0)
            {
                throw new BadInputException(
                    $"the {name} split has no example of {string.Join(", ", missing)}; add data that has, or prepare with another --seed"
                );
            }
        }
    }
}
