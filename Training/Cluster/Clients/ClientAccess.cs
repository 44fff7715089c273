using Google.Protobuf;
using Vitrine.Wire;

namespace Vitrine.Training.Cluster.Clients;

/// <summary>What who may ask of the cluster. Pure.</summary>
/// <param name="IsLoopback">Whether only this machine can reach the port: its programs need no token to read, nor to give orders
/// where there is no operators' token.</param>
/// <param name="Operators">Who knows it may give orders; null: there is none.</param>
/// <param name="Readers">Who knows it may read; null: there is none.</param>
public sealed record ClientAccess(bool IsLoopback, AccessToken? Operators = null, AccessToken? Readers = null)
{
    /// <summary>The rights of who gives a token; empty: none is given.</summary>
    public ClientRights RightsOf(string token) =>
        Operators?.Matches(token) is true ? ClientRights.Order
        : IsLoopback && Operators is null ? ClientRights.Order
        : IsLoopback || Readers?.Matches(token) is true ? ClientRights.Read
        : ClientRights.None;

    /// <summary>Why the port may not be opened; null: it may.</summary>
    /// <param name="isTls">Whether what is sent there is encrypted.</param>
    public string? Refusal(bool isTls) =>
        IsLoopback ? null
        : Operators is null && Readers is null
            ? $"others could dial there: set {AccessToken.OperatorVariable}, or {AccessToken.Variable} for reading only, to a secret of at least {AccessToken.MinLength} characters"
        : !isTls ? "others could read along there: give --certificates, as docs/cluster.md tells"
        : null;

    /// <summary>What a message needs; null: it is none of a client's.</summary>
    public static ClientRights? NeedOf(IMessage said) =>
        said switch
        {
            Greet
            or ListJobs
            or ListWorkers
            or ShowBoard
            or ShowJob
            or FetchArtefact
            or ReadEvents
            or WatchJob
            or WatchAck
            or UnwatchJob => ClientRights.Read,
            SubmitJob or CancelJob or ResumeJob => ClientRights.Order,
            _ => null,
        };

    /// <summary>What to tell one that may not.</summary>
    public static RequestRefused Refused(ClientRights has) =>
        new()
        {
            Reason =
                has is ClientRights.None
                    ? $"a token is needed, and none that is right was given; set {AccessToken.OperatorVariable}, or {AccessToken.Variable} for reading, to the one of the coordinator's"
                    : $"this is for operators: set {AccessToken.OperatorVariable} to the one that the coordinator has",
        };
}
