using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>A port of Akka.Remote that a program opened.</summary>
/// <param name="Name">For people.</param>
/// <param name="System">The name of its actor system.</param>
/// <param name="Address">Where.</param>
/// <param name="Actor">The actor for messages from outside, as names below the root.</param>
internal sealed record AttackedPort(string Name, string System, HostPort Address, string Actor);
