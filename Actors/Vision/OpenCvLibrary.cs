using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using OpenCvSharp;

namespace Vitrine.Vision;

/// <summary>
/// The native library under OpenCV's managed side: the one beside the program that was built of native/opencv, or else that of
/// a package.
/// </summary>
public static partial class OpenCvLibrary
{
    private const string Name = "OpenCvSharpExtern";
    private static readonly Lazy<nint> Loaded = new(LoadOnce);

    /// <summary>Loads it. To be called before anything else of OpenCV, which would otherwise look for the package's.</summary>
    /// <exception cref="FileNotFoundException">It, or a library that it needs, is not there or not for this system.</exception>
    public static void Load() => _ = Loaded.Value;

    /// <summary>One line for the operator, of what the loader wrote about each place where it looked.</summary>
    internal static string Explain(string loader)
    {
        if (Missing.Match(loader) is { Success: true } missing)
        {
            // As Debian names the packages of libraries.
            var (name, version) = (missing.Groups["name"].Value.Replace('_', '-'), missing.Groups["version"].Value);
            var package = name + (char.IsDigit(name[^1]) ? "-" : "") + version;
            return $"OpenCV's native library needs {missing.Groups["file"].Value}; run: sudo apt-get install {package}";
        }

        var reason = Reason.Match(loader) is { Success: true } found ? found.Value : "it is not there";
        return $"OpenCV's native library does not load: {reason}; VITRINE_NATIVE=1 ./vitrine edge builds one for this system";
    }

    private static nint LoadOnce()
    {
        var own = Path.Combine(AppContext.BaseDirectory, $"lib{Name}.so");
        try
        {
            if (!File.Exists(own))
            {
                return NativeLibrary.Load(Name, typeof(Cv2).Assembly, searchPath: null);
            }

            var library = NativeLibrary.Load(own);
            NativeLibrary.SetDllImportResolver(
                typeof(Cv2).Assembly,
                (name, _, _) => string.Equals(name, Name, StringComparison.Ordinal) ? library : 0
            );
            return library;
        }
        catch (DllNotFoundException unloadable)
        {
            throw new FileNotFoundException(Explain(unloadable.Message), Name, unloadable);
        }
    }

    [GeneratedRegex(
        @"^(?<file>(?<name>lib[^/:]+)\.so\.(?<version>\d+)[^/:]*): cannot open shared object file",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Missing { get; }

    // What is said of a file that is there.
    [GeneratedRegex(
        "^/[^:]+: (?!cannot open shared object file).+$",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Reason { get; }
}
