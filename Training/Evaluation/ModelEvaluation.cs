using Vitrine.Models;
using Vitrine.Training.Monitoring;
using Vitrine.Wire;

namespace Vitrine.Training.Evaluation;

/// <summary>Runs the models of a folder over a labelled list with the edge's own code: detector, preprocessing, network.</summary>
public static class ModelEvaluation
{
    /// <summary>Evaluates every model that is there.</summary>
    /// <exception cref="BadInputException">A model, the list or a picture cannot be used.</exception>
    public static EvaluationReport Run(
        EvaluationRequest request,
        IRunProgress progress,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        try
        {
            using var tally = new EvaluationTally(FaceModels.Open(request.Models).Present, clock);
            using var pictures = new LabelledPictures(request);
            progress.Begin("classifying faces", pictures.Count);
            foreach (var face in pictures.Read())
            {
                stop.ThrowIfCancellationRequested();
                tally.Add(face);
                progress.Advance(tally.Rows);
            }

            return tally.Report();
        }
        catch (InvalidModelException invalid)
        {
            throw new BadInputException(invalid.Message, invalid);
        }
    }
}
