using System.Diagnostics;
using Vitrine.Training.Examples;
using Vitrine.Training.Learning;
using Vitrine.Wire;
using Xunit;

namespace Vitrine.Tests.Training;

/// <summary>On a file system of a few hundred kilobytes, which only root may make: elsewhere skipped, and it says so.</summary>
[Collection(nameof(TorchAlone))]
public sealed class DiskFullTests : IDisposable
{
    private readonly DrawnRun run = new();
    private readonly string small;
    private readonly bool mounted;

    public DiskFullTests()
    {
        small = run["small"];
        Directory.CreateDirectory(small);
        mounted = OperatingSystem.IsLinux() && Call("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", small);
        Assert.SkipUnless(mounted, "Only root may mount a small file system.");
    }

    [Fact]
    public void A_checkpoint_that_does_not_fit_is_one_line_and_the_last_good_one_survives()
    {
        run.Said = line =>
        {
            if (line.StartsWith("epoch 1/", StringComparison.Ordinal))
            {
                Fill();
            }
        };

        var refused = Assert.Throws<BadInputException>(() => run.Run(run.Job(), "small/out"));

        OneLine.Says(refused.Message, "safetensors", "No space left", "--resume");
        using (var last = Checkpoint.Read(Path.Combine(small, "out", Checkpoint.Last)))
        {
            Assert.Single(last.History);
        }

        File.Delete(Path.Combine(small, "ballast"));
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
                Fill();
            }
        };

        var refused = Assert.Throws<BadInputException>(() => run.Run(run.Job(), "small/out"));

        OneLine.Says(refused.Message, "gender.onnx", "No space left", "the training is kept", "--resume");
        Assert.Empty(Directory.GetFiles(small, "*.part", SearchOption.AllDirectories));
        File.Delete(Path.Combine(small, "ballast"));
        run.Said = _ => { };
        run.Run(run.Job(), "small/out", resume: true);
        Assert.True(File.Exists(Path.Combine(small, "out", "gender.onnx")));
    }

    [Fact]
    public void A_cache_that_cannot_grow_is_one_line_and_keeps_what_it_holds()
    {
        using (var store = new ActivationStore(Path.Combine(small, "cache"), 100))
        {
            store.Append(
                [
                    [.. Enumerable.Repeat((byte)1, 32)],
                ],
                new Half[100]
            );
            Fill();

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

        using var again = new ActivationStore(Path.Combine(small, "cache"), 100);
        Assert.InRange(again.Count, 1, 254);
    }

    public void Dispose()
    {
        if (mounted)
        {
            Assert.True(Call("umount", small));
        }

        run.Dispose();
    }

    private void Fill()
    {
        using var ballast = File.Create(Path.Combine(small, "ballast"), bufferSize: 1);
        Assert.Throws<IOException>(() =>
        {
            for (var page = 0; page < 100_000; page++)
            {
                ballast.Write(new byte[4096]);
            }
        });
    }

    private static bool Call(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false }
            )!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
