using Akka.Actor;

namespace Vitrine.Tests.Dataflow.Simulation;

/// <summary>Ends workers from outside, in each of the ways that Akka has.</summary>
internal static class Assassin
{
    /// <summary>Ends any worker that there is or has been.</summary>
    public static void Strike(ActorSystem system, Random random, Ledger ledger)
    {
        var owners = ledger.Nodes.Values.SelectMany(n => n.Owners).ToArray();
        if (owners.Length == 0)
        {
            return;
        }

        var victim = owners[random.Next(owners.Length)];
        switch (random.Next(3))
        {
            case 0:
                victim.Tell(PoisonPill.Instance, ActorRefs.NoSender);
                break;
            case 1:
                victim.Tell(Kill.Instance, ActorRefs.NoSender);
                break;
            default:
                system.Stop(victim);
                break;
        }
    }
}
