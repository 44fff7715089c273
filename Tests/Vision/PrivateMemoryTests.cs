using System.Globalization;
using System.Runtime.InteropServices;
using Vitrine.Vision;
using Xunit;

namespace Vitrine.Tests.Vision;

public sealed class PrivateMemoryTests : IDisposable
{
    private readonly FramePool pool = new();

    [Theory]
    [InlineData(64, 48)]
    [InlineData(1280, 720)]
    public void A_pooled_picture_is_left_out_of_dumps(int width, int height)
    {
        using var frame = pool.Plain(width, height);

        var mappings = Mappings(frame.Pixels.DataStart, frame.Pixels.DataEnd).ToList();

        Assert.NotEmpty(mappings);
        Assert.All(mappings, flags => Assert.Contains("dd", flags));
    }

    [Fact]
    public void What_is_hidden_from_others_is_dumped_to_nobody()
    {
        const int get = 3;
        const int set = 4;
        var before = Control(get, 0);
        try
        {
            PrivateMemory.HideFromOthers();
            Assert.Equal(0, Control(get, 0));
        }
        finally
        {
            _ = Control(set, (nuint)before);
        }
    }

    public void Dispose() => pool.Dispose();

    /// <summary>The flags of all of this process's mappings that overlap what is asked for.</summary>
    private static IEnumerable<string[]> Mappings(nint first, nint end)
    {
        const string flags = "VmFlags:";
        var isAsked = false;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (
                line.Split(' ')[0].Split('-') is [var from, var to]
                && !line.StartsWith(flags, StringComparison.Ordinal)
            )
            {
                isAsked = Address(from) < end && Address(to) > first;
            }
            else if (isAsked && line.StartsWith(flags, StringComparison.Ordinal))
            {
                yield return line[flags.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            }
        }
    }

    private static nint Address(string text) => nint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

#pragma warning disable SYSLIB1054 // Source made for it would need unsafe code, for a number.
    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int option, nuint value);
#pragma warning restore SYSLIB1054
}
