using Vitrine.Hosts.Trainer.Arguments;
using Vitrine.Hosts.Trainer.Evaluating;
using Vitrine.Hosts.Trainer.Preparing;

// One line for each verb.
return await new TrainerCommand(
    new PrepareCommand(PrepareHost.RunAsync).Verb,
    new EvaluateCommand(EvaluateHost.RunAsync).Verb
).InvokeAsync(args, Console.Error);
