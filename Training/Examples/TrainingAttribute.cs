using Vitrine.Jobs;
using Vitrine.Models;
using Vitrine.Training.Data;
using Vitrine.Wire;

namespace Vitrine.Training.Examples;

/// <summary>
/// An attribute as training and evaluation see it: how a row of a list gives its label, and by which figures it is judged.
/// <see cref="Rows"/> is the one table; an attribute that is not in it is the column of its name.
/// </summary>
#pragma warning disable CA1711 // An attribute of a face, and no attribute of the language.
public sealed record TrainingAttribute
{
    private static readonly IReadOnlyList<TrainingAttribute> Rows =
    [
        new()
        {
            Attribute = FaceAttribute.Age,
            LabelOf = face => face.Group,
            Right = "exact",
            InYears = true,
        },
        new()
        {
            Attribute = FaceAttribute.Gender,
            LabelOf = face => face.Gender,
            OfGrownUps = true,
        },
    ];

    /// <summary>Name, labels, whether they have an order.</summary>
    public required FaceAttribute Attribute { get; init; }

    /// <summary>A row's label, an index in the attribute's labels; null: the row has none.</summary>
    public required Func<LabelledFace, int?> LabelOf { get; init; }

    /// <summary>What figures call the accuracy.</summary>
    public string Right { get; private init; } = "accuracy";

    /// <summary>Whether a mean error in years is among the figures.</summary>
    public bool InYears { get; private init; }

    /// <summary>Whether the accuracy for those from 15 years on is among the figures.</summary>
    public bool OfGrownUps { get; private init; }

    /// <summary>The attribute's name.</summary>
    public string Name => Attribute.Name;

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Labels => Attribute.Labels;

    /// <summary>Those of the table; their labels are the same everywhere.</summary>
    public static IReadOnlyList<TrainingAttribute> Known => Rows;

    /// <summary>What a job is to learn.</summary>
    /// <param name="job">A complete job that names its labels, if its attribute is not in the table.</param>
    public static TrainingAttribute Of(TrainingJob job) => Of(job.Task, job.Labels, job.Ordinal);

    /// <summary>What a model estimates.</summary>
    public static TrainingAttribute Of(ModelManifest model) => Of(model.Task, model.Labels, model.Ordinal);

    /// <summary>Names a job's labels, where it does not and they depend on its data: what its column holds, in ordinal order.</summary>
    /// <param name="job">A complete job; changed.</param>
    /// <param name="sets">Its data.</param>
    /// <exception cref="BadInputException">The training splits have no such column, or one that cannot be an attribute's.</exception>
    public static void NameLabels(TrainingJob job, IEnumerable<PreparedData> sets)
    {
        if (job.Labels.Count > 0 || Rows.Any(row => row.Name.Equals(job.Task, StringComparison.Ordinal)))
        {
            return;
        }

        string[] labels =
        [
            .. sets.SelectMany(set => set.Train)
                .Select(face => face.Others.GetValueOrDefault(job.Task))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        job.Labels.Add(
            labels.Length == 0
                ? throw new BadInputException(
                    $"--task {job.Task}: no face of the training split has a label in a column '{job.Task}'; add data that has, or name another column"
                )
            : labels.Length is < FaceAttribute.LeastLabels or > FaceAttribute.MostLabels
            || !labels.All(JobAttribute.IsLabel)
                ? throw new BadInputException(
                    $"--task {job.Task}: the column '{job.Task}' holds {labels.Length} different labels, such as '{labels[0]}'; an attribute has {FaceAttribute.LeastLabels} to {FaceAttribute.MostLabels}, each of 1 to {FaceAttribute.LongestLabel} characters without a comma"
                )
            : labels
        );
    }

    private static TrainingAttribute Of(string name, IReadOnlyList<string> labels, bool isOrdinal) =>
        Rows.FirstOrDefault(row => row.Name.Equals(name, StringComparison.Ordinal))
        ?? new TrainingAttribute
        {
            Attribute = new FaceAttribute(name, [.. labels], isOrdinal),
            LabelOf = face => face.Others.TryGetValue(name, out var label) ? Place(face, name, label, labels) : null,
        };

    private static int Place(LabelledFace face, string name, string label, IReadOnlyList<string> labels)
    {
        for (var place = 0; place < labels.Count; place++)
        {
            if (labels[place].Equals(label, StringComparison.Ordinal))
            {
                return place;
            }
        }

        throw new BadInputException(
            $"the list says {name} '{label}' of picture '{face.File}', which is none of {string.Join(", ", labels)}; correct it, leave it empty, or give all labels"
        );
    }
}
