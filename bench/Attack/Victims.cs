namespace Vitrine.Bench.Attack;

/// <summary>Files and folders that no attack may make, write to or delete.</summary>
internal sealed class Victims
{
    /// <summary>What is in the file.</summary>
    public const string Content = "not to be touched";

    private readonly string home;

    /// <param name="home">Where they lie.</param>
    public Victims(string home)
    {
        this.home = home;
        Directory.CreateDirectory(Victim);
        System.IO.File.WriteAllText(File, Content);
    }

    /// <summary>A folder that is not there.</summary>
    public string Folder => Path.Combine(home, "made");

    /// <summary>A file that is.</summary>
    public string File => Path.Combine(home, "file");

    /// <summary>What has come to harm; null: nothing.</summary>
    public string? Harm =>
        Directory.Exists(Folder) ? "an object was made: its folder is there"
        : !System.IO.File.Exists(File) || System.IO.File.ReadAllText(File) is not Content ? "a file was written to"
        : !Directory.Exists(Victim) ? "a folder outside the store was deleted"
        : null;

    // What a path out of the store's jobs would name.
    private string Victim => Path.Combine(home, "victim", "attempt-1");
}
