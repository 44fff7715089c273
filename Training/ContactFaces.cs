using OpenCvSharp;
using Vitrine.Models;
using Vitrine.Training.Evaluation;
using Vitrine.Training.Examples;

namespace Vitrine.Training;

/// <summary>Picks the faces of a contact sheet: half of them classified correctly, half wrongly, evenly over the test split.</summary>
internal static class ContactFaces
{
    private const int Half = 24;

    /// <summary>Draws the sheet. It shows pictures of people.</summary>
    public static void Draw(string path, IReadOnlyList<Answer> answers, FaceModel model)
    {
        var labels = model.Manifest.Labels;
        var chosen = Some(answers, right: true).Concat(Some(answers, right: false)).ToArray();
        var pictures = chosen.Select(answer => FaceReader.Read(answer.Example.Path)).ToArray();
        try
        {
            ContactSheet.Draw(
                path,
                chosen.Zip(
                    pictures,
                    (answer, picture) =>
                        (
                            picture,
                            labels[answer.Example.Label!.Value],
                            labels[answer.Predicted],
                            (double)answer.Probabilities.Max()
                        )
                )
            );
        }
        finally
        {
            foreach (Mat picture in pictures)
            {
                picture.Dispose();
            }
        }
    }

    /// <summary>At most so many of all, evenly spread over them.</summary>
    public static IEnumerable<T> Spread<T>(IReadOnlyList<T> all, int most)
    {
        var count = Math.Min(most, all.Count);
        return Enumerable.Range(0, count).Select(index => all[(int)((long)index * all.Count / count)]);
    }

    private static IEnumerable<Answer> Some(IReadOnlyList<Answer> answers, bool right) =>
        Spread([.. answers.Where(answer => answer.Predicted == answer.Example.Label == right)], Half);
}
