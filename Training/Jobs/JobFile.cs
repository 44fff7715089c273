using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Jobs;

/// <summary>A job as a JSON file, in Protobuf's own mapping: field names in camel case.</summary>
public static class JobFile
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithIndentation());

    /// <summary>Reads a job; what it leaves open stays open.</summary>
    /// <exception cref="BadInputException">It cannot be read, or says something that no job has.</exception>
    public static TrainingJob Read(string path)
    {
        try
        {
            return TrainingJob.Parser.ParseJson(File.ReadAllText(path));
        }
        // Protobuf's exceptions are IOExceptions too.
        catch (Exception bad) when (bad is InvalidJsonException or InvalidProtocolBufferException)
        {
            throw new BadInputException($"'{path}' is not a training job as JSON: {bad.Message}", bad);
        }
        catch (Exception bad) when (bad is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"the job '{path}' cannot be read: {bad.Message}", bad);
        }
    }

    /// <summary>The job as text.</summary>
    public static string Text(TrainingJob job) => Formatter.Format(job) + "\n";
}
