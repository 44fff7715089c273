using Vitrine.Tests.Training.Examples;
using Vitrine.Tests.Training.Monitoring;
using Vitrine.Training.Learning;
using Xunit;

namespace Vitrine.Tests.Training.Learning;

public sealed class EarlyStoppingTests
{
    [Theory]
    [InlineData(2, "", false)]
    [InlineData(2, "b", false)]
    [InlineData(2, "b-", false)]
    [InlineData(2, "b--", true)]
    [InlineData(2, "b-b-", false)]
    [InlineData(2, "b-b--", true)]
    [InlineData(1, "b-", true)]
    [InlineData(0, "b-----------", false)]
    public void It_is_due_when_the_best_epoch_is_as_long_ago_as_the_patience(int patience, string epochs, bool due) =>
        Assert.Equal(
            due,
            EarlyStopping.IsDue(
                Drawn.Gender(job => job.Patience = patience),
                [.. epochs.Select((epoch, index) => Epochs.One(index + 1) with { Best = epoch == 'b' })]
            )
        );
}
