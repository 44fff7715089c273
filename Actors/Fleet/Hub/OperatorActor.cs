using System.Security.Cryptography;
using System.Text;
using Akka.Actor;
using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Fleet.Hub;

/// <summary>
/// Where operators' orders come in. Whoever does not know the token, which only the hub's user can read in its folder,
/// is refused: a device that dials the same port cannot start or end a rollout.
/// </summary>
public sealed class OperatorActor : ReceiveActor
{
    private static readonly OperatorRefused Stranger = new()
    {
        Reason = "the token is not the hub's; it is in operator.token in the hub's folder",
    };

    private readonly byte[] token;

    /// <param name="token">What operators know.</param>
    /// <param name="hub">Obeys, and answers those who have a connection.</param>
    public OperatorActor(string token, IActorRef hub)
    {
        this.token = Encoding.UTF8.GetBytes(token);
        Receive<StartRollout>(order => Pass(order, order.Token));
        Receive<DraftRelease>(order => Pass(order, order.Token));
        Receive<AbortRollout>(order => Pass(order, order.Token));
        Receive<ShowRollout>(order => Pass(order, order.Token));

        void Pass(IMessage order, string given)
        {
            var isKnown = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), this.token);
            hub.Forward(new Ordered(isKnown ? order : Stranger));
        }
    }
}
