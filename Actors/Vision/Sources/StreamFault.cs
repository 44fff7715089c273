namespace Vitrine.Vision.Sources;

/// <summary>Why a stream does not come, in words that say what to do.</summary>
internal static class StreamFault
{
    /// <summary>It does not let us in.</summary>
    public const string WrongPassword = "the user or the password is wrong (401)";

    // What ffmpeg and .NET say of faults that people meet, and what it means.
    private static readonly (string Words, string Meaning)[] Known =
    [
        ("Unauthorized", WrongPassword),
        ("Forbidden", "this user may not see it (403)"),
        ("Not Found", "there is nothing at this path (404); the camera's manual says what stands behind the host"),
        ("Connection refused", "nothing listens at this port (connection refused)"),
        ("Name or service not known", "there is no host of this name"),
        ("No route to host", "the host cannot be reached: is it switched on, and in this network?"),
        ("Protocol not supported", "it does not send its pictures in this way; see source.stream.transport"),
        ("SSL connection could not be established", "its certificate is not one that this machine trusts"),
    ];

    /// <summary>What it means that a program or a library said so; what is not known stays as it is.</summary>
    public static string Of(string said) =>
        Array.Find(Known, known => said.Contains(known.Words, StringComparison.OrdinalIgnoreCase)).Meaning ?? said;
}
