using static System.FormattableString;

namespace Vitrine.Bench.Fuzz;

/// <summary>What became of the fuzzer's requests.</summary>
public sealed class FuzzCount
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<int, int> byStatus = [];

    /// <summary>Requests sent.</summary>
    public int Sent { get; private set; }

    /// <summary>How often each status was answered; 0: the connection was closed without an answer.</summary>
    public IReadOnlyDictionary<int, int> ByStatus => byStatus;

    /// <summary>In one line.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            byStatus.Select(answers => Invariant($"{(answers.Key == 0 ? "hung up on" : answers.Key)}: {answers.Value}"))
        );

    internal void Add(int status)
    {
        lock (gate)
        {
            Sent++;
            byStatus[status] = byStatus.GetValueOrDefault(status) + 1;
        }
    }
}
