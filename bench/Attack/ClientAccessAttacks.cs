using System.Text;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>Clients of the training cluster who ask for more than they may.</summary>
internal static class ClientAccessAttacks
{
    private static readonly string[] Guesses =
    [
        "",
        "x",
        Targets.Operators[..^1],
        Targets.Operators + "0",
        Targets.Operators.ToUpperInvariant(),
        Targets.Operators + "\0",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("orders to the cluster without a token, or with a guess", GuessAsync),
        new("orders to the cluster with a reader's token", ReaderAsync),
        new("reading the cluster without a token", ReadAsync),
        new("a token that another connection gave", OtherConnectionAsync),
    ];

    private static IEnumerable<IMessage> Orders(string data) =>
        [
            new SubmitJob { Key = "attack", Job = RunningJob.Small(data) },
            new CancelJob { Id = "1" },
            new ResumeJob { Id = "1" },
        ];

    private static async IAsyncEnumerable<Attempt> GuessAsync(Targets targets)
    {
        foreach (var guess in Guesses)
        {
            using var client = await JobClient.DialAsync(targets, guess);
            foreach (var order in Orders(targets.Folder))
            {
                yield return await RefusedAsync(targets, client, order, $"with the token '{guess}'");
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> ReaderAsync(Targets targets)
    {
        using var client = await JobClient.DialAsync(targets, Targets.Readers);
        var mayRead = await client.AskAsync<JobList>(new ListJobs()) is not null;
        yield return new Attempt("ListJobs", targets.Clients.Name, mayRead ? null : "a reader is not served");
        foreach (var order in Orders(targets.Folder))
        {
            yield return await RefusedAsync(targets, client, order, "with the token of readers");
        }
    }

    private static async IAsyncEnumerable<Attempt> ReadAsync(Targets targets)
    {
        if (!targets.IsTls)
        {
            // On loopback programs may read without one, as docs/cluster.md tells.
            yield break;
        }

        foreach (var guess in Guesses.Append(null))
        {
            using var client = await JobClient.DialAsync(targets, guess);
            IMessage[] questions =
            [
                new ListJobs(),
                new ListWorkers(),
                new ShowBoard(),
                new ShowJob { Id = "1" },
                new ReadEvents { Id = "1" },
                new WatchJob { Id = "1" },
                new FetchArtefact { Id = "1", Name = "gender.onnx" },
            ];
            foreach (var question in questions)
            {
                yield return await RefusedAsync(targets, client, question, $"with the token '{guess}'");
            }
        }
    }

    private static async IAsyncEnumerable<Attempt> OtherConnectionAsync(Targets targets)
    {
        using var known = await JobClient.DialAsync(targets);
        using var stranger = await JobClient.DialAsync(targets, token: null);
        foreach (var order in Orders(targets.Folder))
        {
            yield return await RefusedAsync(targets, stranger, order, "beside an operator's connection");
        }
    }

    private static async Task<Attempt> RefusedAsync(Targets targets, JobClient client, IMessage asked, string how)
    {
        var answer = await client.AskAsync(asked);
        var isRefused =
            answer is null || answer.Value.Manifest.EndsWith(nameof(RequestRefused), StringComparison.Ordinal);
        // What is refused because there is no such job was not refused for want of a right.
        var why = answer is { } said ? Encoding.UTF8.GetString(said.Content) : string.Empty;
        var isRight =
            why.Length == 0
            || why.Contains("token", StringComparison.Ordinal)
            || why.Contains("operators", StringComparison.Ordinal);
        return new Attempt(
            $"{asked.Descriptor.Name} {how}",
            targets.Clients.Name,
            isRefused && isRight ? null : $"it was answered: {why}"
        );
    }
}
