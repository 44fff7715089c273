using System.Buffers.Binary;
using Vitrine.Wire;

namespace Vitrine.Training.Data;

/// <summary>
/// The files and folders that a job from another machine names. Whether they are missing or something else is one line:
/// whoever submits a job learns nothing of files that are no business of a job.
/// </summary>
public static class NamedFiles
{
    /// <summary>Bytes of a safetensors file's header, at the most.</summary>
    private const ulong LongestHeader = 100_000_000;

    /// <summary>The first byte of an ONNX file: its field "ir_version".</summary>
    private const byte OnnxBegins = 8;

    /// <summary>Makes sure that they are what the job says.</summary>
    /// <exception cref="BadInputException">One is missing, or something else.</exception>
    public static void Require(TrainingJob job)
    {
        if (job.Pretrained.Length > 0 && !Begins(job.Pretrained, IsSafetensors))
        {
            throw new BadInputException($"the weights '{job.Pretrained}' are not there, or are no safetensors file");
        }

        if (job.Yunet.Length > 0 && !Begins(job.Yunet, bytes => bytes[0] == OnnxBegins))
        {
            throw new BadInputException($"YuNet's file '{job.Yunet}' is not there, or is no ONNX file");
        }

        foreach (
            var folder in job.Data.Where(folder =>
                !PreparedData.ListNames.All(list => File.Exists(Path.Combine(folder, list)))
            )
        )
        {
            throw new BadInputException(
                $"folder '{folder}' is not there, or is without {string.Join(", ", PreparedData.ListNames)}; make it with ./vitrine prepare"
            );
        }
    }

    // Eight bytes of length, then JSON.
    private static bool IsSafetensors(byte[] bytes) =>
        BinaryPrimitives.ReadUInt64LittleEndian(bytes) is > 1 and < LongestHeader && bytes[8] == (byte)'{';

    private static bool Begins(string path, Func<byte[], bool> isSo)
    {
        try
        {
            var bytes = new byte[9];
            using var file = File.OpenHandle(path);
            return RandomAccess.Read(file, bytes, 0) == bytes.Length && isSo(bytes);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
