using Google.Protobuf;
using Vitrine.Training.Cluster.Clients;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Cluster.Clients;

public sealed class ClientAccessTests
{
    private const string Operators = "what-operators-know";
    private const string Readers = "what-readers-know!";

    [Theory]
    [InlineData(true, false, "", ClientRights.Order)]
    [InlineData(true, true, "", ClientRights.Read)]
    [InlineData(true, true, Operators, ClientRights.Order)]
    [InlineData(false, true, "", ClientRights.None)]
    [InlineData(false, true, "a-guess-at-a-token", ClientRights.None)]
    [InlineData(false, true, Readers, ClientRights.Read)]
    [InlineData(false, true, Operators, ClientRights.Order)]
    [InlineData(false, false, "", ClientRights.None)]
    public void Who_may_what(bool isLoopback, bool hasTokens, string given, ClientRights rights) =>
        Assert.Equal(rights, Access(isLoopback, hasTokens).RightsOf(given));

    [Fact]
    public void Others_may_dial_only_with_a_token_and_TLS()
    {
        Assert.Null(Access(isLoopback: true, hasTokens: false).Refusal(isTls: false));
        Assert.Null(Access(isLoopback: false, hasTokens: true).Refusal(isTls: true));
        OneLine.Says(Access(false, hasTokens: false).Refusal(isTls: true)!, "VITRINE_OPERATOR_TOKEN", "VITRINE_TOKEN");
        OneLine.Says(Access(false, hasTokens: true).Refusal(isTls: false)!, "read along", "--certificates");
    }

    [Fact]
    public void Of_all_that_is_said_in_a_cluster_few_messages_are_a_clients()
    {
        var clients = JobsReflection
            .Descriptor.MessageTypes.Concat(TrainingReflection.Descriptor.MessageTypes)
            .Select(type => type.Parser.ParseFrom(ByteString.Empty))
            .Where(message => ClientAccess.NeedOf(message) is not null)
            .ToLookup(message => ClientAccess.NeedOf(message), message => message.Descriptor.Name);

        Assert.Equal(
            ["CancelJob", "ResumeJob", "SubmitJob"],
            clients[ClientRights.Order].Order(StringComparer.Ordinal)
        );
        Assert.Equal(10, clients[ClientRights.Read].Count());
    }

    private static ClientAccess Access(bool isLoopback, bool hasTokens) =>
        hasTokens
            ? new ClientAccess(isLoopback, AccessToken.Parse(Operators), AccessToken.Parse(Readers))
            : new ClientAccess(isLoopback);
}
