using Vitrine.Training.Examples;
using Vitrine.Training.Learning;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training;

/// <summary>On a file system of a few megabytes that is full.</summary>
[Collection(nameof(TorchAlone))]
public sealed class DiskFullTests : IDisposable
{
    private readonly DrawnRun run = new();
    private readonly SmallDisk disk;

    public DiskFullTests()
    {
        try
        {
            disk = SmallDisk.Mount(run["."], "small", megabytes: 12);
        }
        catch
        {
            // xunit disposes of nothing whose making was skipped.
            run.Dispose();
            throw;
        }
    }

    [Fact]
    public void A_checkpoint_that_does_not_fit_is_one_line_and_the_last_good_one_survives()
    {
        run.Said = line =>
        {
            if (line.StartsWith("epoch 1/", StringComparison.Ordinal))
            {
                disk.Fill();
            }
        };

        var refused = Assert.Throws<BadInputException>(() => run.Run(run.Job(), "small/out"));

        OneLine.Says(refused.Message, "safetensors", "No space left", "--resume");
        using (var last = Checkpoint.Read(Path.Combine(disk.Path, "out", Checkpoint.Last)))
        {
            Assert.Single(last.History);
        }

        disk.Empty();
        run.Said = _ => { };
        run.Run(run.Job(), "small/out", resume: true);
    }

    [Fact]
    public void A_package_that_does_not_fit_is_one_line_and_comes_later_with_resume()
    {
        run.Said = line =>
        {
            if (line.StartsWith("evaluating and packaging", StringComparison.Ordinal))
            {
                disk.Fill();
            }
        };

        var refused = Assert.Throws<BadInputException>(() => run.Run(run.Job(), "small/out"));

        OneLine.Says(refused.Message, "gender.onnx", "No space left", "the training is kept", "--resume");
        Assert.Empty(Directory.GetFiles(disk.Path, "*.part", SearchOption.AllDirectories));
        disk.Empty();
        run.Said = _ => { };
        run.Run(run.Job(), "small/out", resume: true);
        Assert.True(File.Exists(Path.Combine(disk.Path, "out", "gender.onnx")));
    }

    [Fact]
    public void A_cache_that_cannot_grow_is_one_line_and_keeps_what_it_holds()
    {
        using (var store = new ActivationStore(Path.Combine(disk.Path, "cache"), 100))
        {
            store.Append(
                [
                    [.. Enumerable.Repeat((byte)1, 32)],
                ],
                new Half[100]
            );
            disk.Fill();

            var refused = Assert.Throws<BadInputException>(() =>
            {
                for (byte number = 2; number < 255; number++)
                {
                    store.Append(
                        [
                            [.. Enumerable.Repeat(number, 32)],
                        ],
                        new Half[100]
                    );
                }
            });

            OneLine.Says(refused.Message, "the cache", "No space left", "--cache");
        }

        using var again = new ActivationStore(Path.Combine(disk.Path, "cache"), 100);
        Assert.InRange(again.Count, 1, 254);
    }

    public void Dispose()
    {
        disk.Dispose();
        run.Dispose();
    }
}
