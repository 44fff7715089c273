using Google.Protobuf.Reflection;
using Vitrine.Jobs;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training.Jobs;

public sealed class HyperparametersTests
{
    private static readonly string[] NoNumbers = ["task", "data", "pretrained", "labels", "ordinal", "yunet"];

    [Fact]
    public void Every_field_of_the_message_has_a_row_and_every_row_a_field() =>
        Assert.Equal(
            TrainingJob
                .Descriptor.Fields.InFieldNumberOrder()
                .Select(field => field.Name.Replace('_', '-'))
                .Except(NoNumbers),
            Hyperparameters.All.Select(parameter => parameter.Name)
        );

    [Fact]
    public void Every_default_is_of_its_fields_type_and_within_its_own_range() =>
        Assert.All(
            Hyperparameters.All,
            parameter =>
            {
                var field = TrainingJob.Descriptor.FindFieldByName(parameter.Name.Replace('-', '_'));
                var type = parameter.Default switch
                {
                    double => FieldType.Double,
                    int => FieldType.Int32,
                    long => FieldType.Int64,
                    _ => FieldType.String,
                };
                Assert.Equal(type, field.FieldType);
                Assert.Null(parameter.Fault(parameter.Default));
            }
        );

    [Fact]
    public void What_a_job_leaves_open_takes_the_default_and_what_it_sets_stays()
    {
        var asked = new TrainingJob { Task = "gender", Flip = 0 };

        var job = Hyperparameters.Complete(asked);

        Assert.Equal((0.0, 128, "adamw", 1L), (job.Flip, job.Size, job.Optimizer, job.Seed));
        Assert.All(Hyperparameters.All, parameter => Assert.True(parameter.IsSet(job)));
        Assert.False(asked.HasSize);
    }

    [Theory]
    [InlineData("age", "auto", "distribution")]
    [InlineData("gender", "auto", "cross-entropy")]
    [InlineData("age", "cross-entropy", "cross-entropy")]
    public void The_loss_follows_from_the_task_where_nobody_chose_it(string task, string asked, string used) =>
        Assert.Equal(used, Hyperparameters.Complete(new TrainingJob { Task = task, Loss = asked }).Loss);

    [Fact]
    public void Every_number_out_of_its_range_is_refused_in_one_line()
    {
        foreach (var parameter in Hyperparameters.All.Where(parameter => parameter.Choices.Count == 0))
        {
            foreach (var wrong in Outside(parameter))
            {
                var job = new TrainingJob { Task = "age" };
                parameter.Set(job, wrong);
                OneLine.Says(Refused(job), $"--{parameter.Name} ", " is not within ");
            }
        }
    }

    [Fact]
    public void Every_word_that_is_none_of_the_choices_is_refused_in_one_line() =>
        Assert.All(
            Hyperparameters.All.Where(parameter => parameter.Choices.Count > 0),
            parameter =>
            {
                var job = new TrainingJob { Task = "age" };
                parameter.Set(job, "nonsense");
                OneLine.Says(Refused(job), $"--{parameter.Name} nonsense is none of {parameter.Choices[0]}");
            }
        );

    [Fact]
    public void A_job_without_a_task_or_with_a_loss_that_its_task_cannot_have_is_refused()
    {
        OneLine.Says(Refused(new TrainingJob()), "--task ''");
        OneLine.Says(Refused(new TrainingJob { Task = "gender", Loss = "distribution" }), "--loss distribution");
    }

    [Fact]
    public void A_task_is_the_name_of_a_column_and_its_labels_are_several()
    {
        Assert.Equal("cross-entropy", Hyperparameters.Complete(new TrainingJob { Task = "mood" }).Loss);
        Assert.Equal(2, Hyperparameters.Complete(Mood("low", "high")).Labels.Count);
        OneLine.Says(Refused(new TrainingJob { Task = "My mood" }), "--task 'My mood'", "column", "a-z");
        OneLine.Says(Refused(new TrainingJob { Task = "subject" }), "--task 'subject'", "none of frames");
        OneLine.Says(Refused(Mood("low", "low")), "--labels", "1 different");
        OneLine.Says(Refused(Mood("low")), "--labels", "2 to 100");
        OneLine.Says(Refused(Mood("low", "")), "--labels", "'' is no label");
        OneLine.Says(Refused(new TrainingJob { Task = "age", Labels = { "young", "old" } }), "--labels", "0-2, 4-6");
        OneLine.Says(Refused(new TrainingJob { Task = "gender", Ordinal = true }), "--ordinal", "female, male");
        OneLine.Says(Refused(new TrainingJob { Task = "mood", Loss = "distribution" }), "--task mood");
    }

    private static TrainingJob Mood(params string[] labels) => new() { Task = "mood", Labels = { labels } };

    private static IEnumerable<object> Outside(Hyperparameter parameter) =>
        parameter.Default switch
        {
            int => [(int)parameter.Min - 1, (int)parameter.Max + 1],
            long => [(long)parameter.Min - 1, (long)parameter.Max + 1],
            _ => [parameter.Min - 1e-8, parameter.Max + 1e-8, double.NaN, double.PositiveInfinity],
        };

    private static string Refused(TrainingJob job) =>
        Assert.Throws<BadInputException>(() => Hyperparameters.Complete(job)).Message;
}
