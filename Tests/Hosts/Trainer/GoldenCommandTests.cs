using Vitrine.Fleet.Releases;
using Vitrine.Hosts.Trainer.Verbs;
using Vitrine.Tests.Vision.Attributes;
using Xunit;

namespace Vitrine.Tests.Hosts.Trainer;

public sealed class GoldenCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter errors = new();

    [Fact]
    public async Task A_model_gets_its_golden_vectors_and_can_be_released()
    {
        var model = TinyModels.Write(folder.Path, "gender", TinyModels.Gender);

        Assert.Equal(0, await Run(model));

        Assert.Equal(8, ReleaseMaker.Draft(model).Golden.Count);
    }

    [Fact]
    public async Task A_model_that_does_not_load_is_bad_input()
    {
        var model = TinyModels.Write(folder.Path, "gender", [1, 2, 3]);

        Assert.Equal(2, await Run(model));

        OneLine.Says(errors.ToString().TrimEnd(), "vitrine golden:", model, "cannot be loaded");
        Assert.False(File.Exists(GoldenFiles.Beside(model)));
    }

    public void Dispose()
    {
        errors.Dispose();
        folder.Dispose();
    }

    private Task<int> Run(string model) =>
        new TrainerCommand(new GoldenCommand().Verb).InvokeAsync(["golden", model], errors);
}
