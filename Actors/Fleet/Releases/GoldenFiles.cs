using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Fleet.Releases;

/// <summary>
/// Golden vectors beside their model, NAME.golden beside NAME.onnx, so that a release can be made where no model can be run.
/// </summary>
public static class GoldenFiles
{
    /// <summary>What the file's name ends with.</summary>
    public const string Ending = ".golden";

    /// <summary>The file that belongs to an ONNX file.</summary>
    public static string Beside(string onnx) => Path.ChangeExtension(onnx, Ending);

    /// <summary>What is written to the file.</summary>
    public static string Text(GoldenFile golden) => JsonFormatter.Default.Format(golden) + "\n";

    /// <summary>Reads it back.</summary>
    /// <param name="name">What the file is called, for the message.</param>
    /// <param name="text">Its content.</param>
    /// <exception cref="BadInputException">It holds no golden vectors.</exception>
    public static GoldenFile Parse(string name, string text)
    {
        try
        {
            return GoldenFile.Parser.ParseJson(text);
        }
        catch (IOException damaged)
        {
            throw new BadInputException($"'{name}' holds no golden vectors: {damaged.Message}", damaged);
        }
    }
}
