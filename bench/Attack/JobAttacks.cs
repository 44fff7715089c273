using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>Jobs that ask for what is none of a job's.</summary>
internal static class JobAttacks
{
    private static readonly string[] Secrets = ["/etc/shadow", "/etc/gshadow", "/proc/self/environ", "/proc/self/mem"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("a job whose weights are a secret file", WeightsAsync),
        new("a job whose list leads out of its folder", ListAsync),
        new("files of a job by paths and places that are none", ArtefactAsync),
        new("a job of values that cannot be", ValuesAsync),
    ];

    private static async IAsyncEnumerable<Attempt> WeightsAsync(Targets targets)
    {
        foreach (var secret in Secrets.Append(targets.Victims.File))
        {
            var answer = await SubmitAsync(targets, job => job.Pretrained = secret);
            var nothing = await SubmitAsync(targets, job => job.Pretrained = secret + "-that-is-not-there");
            yield return new Attempt(
                $"--pretrained {secret}",
                targets.Clients.Name,
                string.Equals(
                    answer.Replace(secret, string.Empty, StringComparison.Ordinal),
                    nothing.Replace(secret + "-that-is-not-there", string.Empty, StringComparison.Ordinal),
                    StringComparison.Ordinal
                )
                    ? null
                    : $"it tells that the file is there: {answer}"
            );
        }
    }

    private static async IAsyncEnumerable<Attempt> ListAsync(Targets targets)
    {
        foreach (var name in new[] { targets.Victims.File, "../file", "x/../../file", "link" })
        {
            var folder = Path.Combine(targets.Folder, "lists");
            Directory.CreateDirectory(folder);
            File.CreateSymbolicLink(Path.Combine(folder, "link"), targets.Victims.File);
            foreach (var list in new[] { "train", "val", "test" })
            {
                string[] rows = [$"{name},female,1,1,8,8", $"{name},male,1,1,8,8"];
                await File.WriteAllLinesAsync(Path.Combine(folder, $"{list}.csv"), ["file,gender,x,y,w,h", .. rows]);
            }

            var answer = await SubmitAsync(targets, job => job.Data.Add(folder), data: null);
            Directory.Delete(folder, recursive: true);
            var isRefused = answer.Contains("which is not in", StringComparison.Ordinal);
            yield return new Attempt(
                $"picture {name}",
                targets.Clients.Name,
                isRefused ? null : $"it was taken: {answer}"
            );
        }
    }

    private static async IAsyncEnumerable<Attempt> ArtefactAsync(Targets targets)
    {
        using var client = await JobClient.DialAsync(targets);
        foreach (var (id, name) in new[] { ("1", "../../../file"), ("../..", "file"), ("1", "/etc/passwd"), ("", "") })
        {
            foreach (var offset in new[] { 0, -1, long.MinValue, long.MaxValue })
            {
                var asked = new FetchArtefact
                {
                    Id = id,
                    Name = name,
                    Offset = offset,
                };
                var got = await client.AskAsync<ArtefactChunk>(asked);
                yield return new Attempt(
                    $"file '{name}' of job '{id}' at {offset}",
                    targets.Clients.Name,
                    got is null ? null : $"it was sent {got.Data.Length} bytes"
                );
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> ValuesAsync(Targets targets)
    {
        (string What, Action<TrainingJob> Set)[] all =
        [
            ("size 2147483647", job => job.Size = int.MaxValue),
            ("batch -1", job => job.Batch = -1),
            ("width NaN", job => job.Width = double.NaN),
            ("task ../../victim", job => job.Task = "../../victim"),
            ("a task with an escape sequence", job => job.Task = "\u001b[2J"),
            ("10000 folders", job => job.Data.AddRange(Enumerable.Repeat("/x", 10_000))),
            ("threads 2147483647", job => job.Threads = int.MaxValue),
            ("a relative folder", job => job.Data.Add("../../etc")),
        ];
        foreach (var (what, set) in all)
        {
            var answer = await SubmitAsync(targets, set, "/nowhere");
            yield return new Attempt(what, targets.Clients.Name, IsTaken(answer) ? $"it was queued: {answer}" : null);
        }
    }

    private static bool IsTaken(string answer) => answer.StartsWith(nameof(JobSubmitted), StringComparison.Ordinal);

    /// <summary>Why a job is refused; the answer's type, where it is not.</summary>
    private static async Task<string> SubmitAsync(
        Targets targets,
        Action<TrainingJob> change,
        string? data = "/nowhere"
    )
    {
        var job = RunningJob.Small(data ?? string.Empty);
        if (data is null)
        {
            job.Data.Clear();
        }

        change(job);
        using var client = await JobClient.DialAsync(targets);
        var answer = await client.AskAsync(new SubmitJob { Key = $"{Guid.NewGuid():n}", Job = job });
        return answer switch
        {
            null => throw new InvalidOperationException("a client who may order is not answered"),
            { Manifest: var type, Content: var content }
                when RequestRefused.Descriptor.FullName.Equals(type, StringComparison.Ordinal) => RequestRefused
                .Parser.ParseFrom(content)
                .Reason,
            { Manifest: var type } => type.Split('.')[^1],
        };
    }
}
