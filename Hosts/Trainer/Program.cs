using Vitrine.Hosts.Trainer;
using Vitrine.Hosts.Trainer.Verbs;

// One line for each verb.
return await new TrainerCommand(
    new PrepareCommand(PrepareHost.RunAsync).Verb,
    new TrainCommand(TrainHost.RunAsync).Verb,
    new EvaluateCommand(EvaluateHost.RunAsync).Verb,
    new NodeCommand(NodeHost.RunAsync).Verb,
    new GoldenCommand().Verb
).InvokeAsync(args, Console.Error);
