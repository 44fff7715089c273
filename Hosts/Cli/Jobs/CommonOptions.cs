using System.CommandLine;
using System.CommandLine.Parsing;
using Spectre.Console;
using Vitrine.Jobs;
using Vitrine.Wire;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>What all verbs below <c>job</c> have in common: whom they ask, and how they answer.</summary>
/// <param name="console">The terminal, or what stands for it.</param>
/// <param name="errors">Takes notes that are no results.</param>
/// <param name="time">The clock.</param>
internal sealed class CommonOptions(IAnsiConsole console, TextWriter errors, TimeProvider time)
{
    private readonly Option<NodeAddress> coordinator = Node(recursive: true);

    private readonly Option<string?> certificates = new("--certificates")
    {
        Description =
            $"folder with the {PrivateAuthority.AuthorityFile} that signed the node's certificate, where that node is on another machine",
        HelpName = "DIR",
        Recursive = true,
    };

    private readonly Option<bool> json = new("--json")
    {
        Description = "lines of JSON, the messages of jobs.proto, instead of tables",
        Recursive = true,
    };

    /// <summary>The option that names a node of the cluster.</summary>
    public static Option<NodeAddress> Node(bool recursive = false) =>
        new("--coordinator")
        {
            Description =
                $"where a node of the training cluster takes clients, written as in that node's --clients (default: {NodeAddress.ForClients})",
            HelpName = "HOST:PORT",
            DefaultValueFactory = _ => NodeAddress.ForClients,
            CustomParser = Address,
            Recursive = recursive,
        };

    /// <summary>Adds the options to a verb and those below it.</summary>
    public void AddTo(Command verb)
    {
        verb.Options.Add(coordinator);
        verb.Options.Add(certificates);
        verb.Options.Add(json);
    }

    /// <summary>The argument that names a job.</summary>
    public static Argument<string> Id() =>
        new("ID") { Description = "the job, as ./vitrine job list shows it; its number alone will do" };

    /// <summary>Lets a verb do something; a coordinator that cannot be reached is one clear line.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="act">What it does; returns the exit code.</param>
    public void Act(Command verb, Func<ParseResult, Coordinator, Output, CancellationToken, Task<int>> act) =>
        verb.SetAction(
            async (parsed, stop) =>
            {
                var asked = new Coordinator(parsed.GetRequiredValue(coordinator), time)
                {
                    Token = Token,
                    Tls = parsed.GetValue(certificates) is { } folder ? PrivateTls.ReadAuthority(folder) : null,
                };
                try
                {
                    return await act(parsed, asked, new Output(console, errors, parsed.GetValue(json)), stop);
                }
                catch (CoordinatorLostException lost)
                {
                    throw asked.Unreachable(lost);
                }
            }
        );

    // A command line is for all to see.
    private static string Token =>
        Environment.GetEnvironmentVariable(AccessToken.OperatorVariable) is { Length: > 0 } operators
            ? operators
            : Environment.GetEnvironmentVariable(AccessToken.Variable) ?? string.Empty;

    private static NodeAddress? Address(ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        var address = NodeAddress.Parse(text);
        if (address is null)
        {
            given.AddError($"--coordinator '{text}' is no HOST:PORT, for example {NodeAddress.ForClients}.");
        }

        // A node that only this machine reaches has no other name.
        return address?.Host is "localhost" ? NodeAddress.ForClients with { Port = address.Port } : address;
    }
}
