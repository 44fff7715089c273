using System.Security.Cryptography;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>
/// What a job left, piece by piece, into a folder: under other names first, and in their places once all are whole; until then
/// nothing is changed.
/// </summary>
internal sealed class Download(JobsClient client, JobDetails job, string folder)
{
    /// <summary>Fetches what is not there yet.</summary>
    /// <exception cref="BadInputException">The folder cannot be written, or a file is damaged.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        var missing = job.Artefacts.Where(artefact => !IsThere(artefact)).ToArray();
        try
        {
            foreach (var artefact in missing)
            {
                await FetchAsync(artefact, stop);
            }

            foreach (var artefact in missing)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(PathOf(artefact))!);
                File.Move(Beside(artefact), PathOf(artefact), overwrite: true);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--out '{folder}' cannot take the files: {refused.Message}", refused);
        }
        finally
        {
            foreach (var unfinished in missing.Select(Beside).Where(File.Exists))
            {
                File.Delete(unfinished);
            }
        }
    }

    private async Task FetchAsync(Artefact artefact, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        await using var file = File.Create(Beside(artefact));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (file.Position < artefact.Bytes)
        {
            var asked = new FetchArtefact
            {
                Id = job.Summary.Id,
                Name = artefact.Name,
                Offset = file.Position,
            };
            var piece = await client.AskAsync<ArtefactChunk>(asked, stop);
            if (piece.Data.IsEmpty || piece.Offset != asked.Offset)
            {
                throw Damaged(artefact, $"it ends after {file.Position} of {artefact.Bytes} bytes");
            }

            hash.AppendData(piece.Data.Span);
            await file.WriteAsync(piece.Data.Memory, stop);
        }

        file.Flush(flushToDisk: true);
        var found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (!found.Equals(artefact.Sha256, StringComparison.Ordinal))
        {
            throw Damaged(artefact, $"its SHA-256 is {found}, not {artefact.Sha256}");
        }
    }

    private bool IsThere(Artefact artefact)
    {
        var file = new FileInfo(PathOf(artefact));
        if (!file.Exists || file.Length != artefact.Bytes)
        {
            return false;
        }

        using var stream = file.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(stream)).Equals(artefact.Sha256, StringComparison.Ordinal);
    }

    // A name from a message never leaves the folder.
    private string PathOf(Artefact artefact)
    {
        try
        {
            return FolderPath.Inside(folder, artefact.Name);
        }
        catch (BadInputException outside)
        {
            throw new BadInputException(
                $"job {job.Summary.Id} names a file that cannot be: {outside.Message}",
                outside
            );
        }
    }

    private string Beside(Artefact artefact) => Path.Combine(folder, $"{job.Artefacts.IndexOf(artefact)}.part");

    private BadInputException Damaged(Artefact artefact, string how) =>
        new(
            $"'{artefact.Name}' of job {job.Summary.Id} is damaged: {how}; nothing was changed in '{folder}'. Run the job again"
        );
}
