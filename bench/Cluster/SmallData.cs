namespace Vitrine.Bench.Cluster;

/// <summary>A few hundred real faces, prepared as any data set is.</summary>
internal static class SmallData
{
    private const int Faces = 480;

    /// <summary>Prepares the first faces of All-Age-Faces, as many women as men; null: the data is not there.</summary>
    /// <param name="folder">Where to; made.</param>
    public static string? Prepare(string folder)
    {
        var source = Environment.GetEnvironmentVariable("VITRINE_DATA") is { Length: > 0 } data
            ? Path.Combine(data, "data", "aaf-train")
            : string.Empty;
        if (!File.Exists(Path.Combine(source, "labels.csv")))
        {
            return null;
        }

        var (pictures, prepared) = (Path.Combine(folder, "pictures"), Path.Combine(folder, "data"));
        Directory.CreateDirectory(pictures);
        var lines = File.ReadAllLines(Path.Combine(source, "labels.csv"));
        string[] chosen = [.. Of("female"), .. Of("male")];
        foreach (var name in chosen.Select(row => row.Split(',')[0]))
        {
            File.Copy(Path.Combine(source, name), Path.Combine(pictures, name));
        }

        File.WriteAllLines(Path.Combine(pictures, "labels.csv"), [lines[0], .. chosen]);
        Child.Run([
            "dotnet",
            TrainerChild.Program,
            "prepare",
            "--dataset",
            "csv",
            "--path",
            pictures,
            "--out",
            prepared,
        ]);
        return prepared;

        IEnumerable<string> Of(string gender) =>
            lines.Where(line => line.Contains($",{gender},", StringComparison.Ordinal)).Take(Faces / 2);
    }
}
