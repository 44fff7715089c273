using System.Diagnostics;
using Xunit;

namespace Vitrine.Tests.Architecture;

public sealed class ReproducibleBuildTests
{
    /// <summary>The wire's project stands for all of them: it has generated code, and refers to another project.</summary>
    [Fact]
    public async Task The_same_sources_give_the_same_bytes_in_another_folder()
    {
        using var elsewhere = new TemporaryFolder();
        var wanted = new[] { "Actors/Dataflow", "Actors/Wire" };
        foreach (var file in SourceTree.Files.Where(file => IsWanted(file, wanted)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(elsewhere[file])!);
            File.Copy(Path.Combine(SourceTree.Root, file), elsewhere[file]);
        }

        var build = Process.Start(
            new ProcessStartInfo("dotnet", "build Actors/Wire -c Release -v quiet --disable-build-servers")
            {
                WorkingDirectory = elsewhere.Path,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var said = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(build.ExitCode == 0, said);

        foreach (var name in new[] { "Vitrine.Dataflow.dll", "Vitrine.Wire.dll", "Vitrine.Wire.pdb" })
        {
            Assert.Equal(
                await Bytes(Path.Combine(AppContext.BaseDirectory, name)),
                await Bytes(elsewhere["Actors/Wire/bin/Release/net10.0/" + name])
            );
        }
    }

    [Fact]
    public void Every_package_comes_from_one_source()
    {
        var mapping = SourceTree.Read("nuget.config");

        Assert.Contains("<clear />", mapping, StringComparison.Ordinal);
        Assert.Equal(["nuget.org"], mapping.Split("packageSource key=\"")[1..].Select(part => part.Split('"')[0]));
    }

    private static Task<byte[]> Bytes(string file) =>
        File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);

    private static bool IsWanted(string file, string[] folders) =>
        !file.Contains('/', StringComparison.Ordinal)
        || folders.Any(folder => file.StartsWith(folder + "/", StringComparison.Ordinal));
}
