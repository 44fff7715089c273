namespace Vitrine.Device;

/// <summary>The models of one task.</summary>
/// <param name="Live">The release of the one that describes people; null: the one that the device was set up with.</param>
/// <param name="Previous">The one before it, kept to go back to; null: likewise.</param>
/// <param name="Highest">The highest version that was ever live by a release; 0: none was.</param>
public sealed record InstalledModels(string? Live, string? Previous, int Highest)
{
    /// <summary>What the device was set up with, and nothing else.</summary>
    public static InstalledModels None { get; } = new(null, null, 0);
}
