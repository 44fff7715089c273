namespace Vitrine.Bench.Attack;

/// <summary>
/// A peer chooses a message's serializer by its number: each number, on each port, with names of types and objects that do harm
/// when they are made, to an actor, as a selection, and to one that is not there.
/// </summary>
internal static class SerializerAttacks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [new("objects of any type, by the number of a serializer", NumbersAsync)];

    private static async IAsyncEnumerable<Attempt> NumbersAsync(Targets targets)
    {
        foreach (var port in targets.Ports)
        {
            using var peer = port.Dial();
            for (var serializer = 0; serializer <= HostileMessages.Last; serializer++)
            {
                foreach (var (manifest, content) in HostileMessages.All(targets.Victims.Folder, targets.Victims.File))
                {
                    await peer.SendAsync(port.Actor, serializer, manifest, content);
                    await peer.SendAsync("user/nobody", serializer, manifest, content);
                }

                yield return new Attempt($"serializer {serializer}", port.Name);
            }
        }
    }
}
