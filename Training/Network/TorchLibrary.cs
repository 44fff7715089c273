using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;

namespace Vitrine.Training.Network;

/// <summary>
/// Makes TorchSharp's native library load. TorchSharp 0.107 asks for GLIBCXX_3.4.32, which Debian 12 and Ubuntu 22.04 lack,
/// but uses no symbol of it. Where the plain load fails, a copy is made in which that one need is weak.
/// </summary>
public static class TorchLibrary
{
    private const string Name = "libLibTorchSharp.so";
    private const string UnusedVersion = "GLIBCXX_3.4.32";
    private const int SectionOfNeededVersions = 0x6ffffffe;
    private const ushort Weak = 0x2;

    private static readonly Lazy<bool> Ready = new(Load);

    /// <summary>Call before the first use of TorchSharp; later calls do nothing.</summary>
    /// <param name="threads">Threads of one operation, 1 or more.</param>
    /// <exception cref="DllNotFoundException">The library loads neither as it is nor as the copy.</exception>
    public static void Use(int threads)
    {
        _ = Ready.Value;
        torch.set_num_threads(threads);
    }

    private static bool Load()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");
        var library = Path.Combine(folder, Name);
        if (!OperatingSystem.IsLinux() || !File.Exists(library) || NativeLibrary.TryLoad(library, out _))
        {
            return true;
        }

        var copy = Path.Combine(folder, $"weak-{typeof(torch).Assembly.GetName().Version}-{Name}");
        if (!NativeLibrary.TryLoad(copy, out _))
        {
            Write(copy, WithWeakNeed(File.ReadAllBytes(library)));
            NativeLibrary.Load(copy);
        }

        return true;
    }

    // Another process may be doing the same: each writes its own file, and the last rename wins.
    private static void Write(string path, byte[] content)
    {
        try
        {
            var unfinished = $"{path}.{Environment.ProcessId}";
            File.WriteAllBytes(unfinished, content);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new DllNotFoundException(
                $"TorchSharp needs a changed copy of its library on this system, and '{path}' cannot be written: "
                    + refused.Message,
                refused
            );
        }
    }

    /// <summary>
    /// Marks the need of the unused version as weak, in place (ELF-64, little endian; "Symbol Versioning", LSB 3.0).
    /// </summary>
    internal static byte[] WithWeakNeed(byte[] elf)
    {
        var sections = (int)BinaryPrimitives.ReadInt64LittleEndian(elf.AsSpan(0x28));
        int size = Short(elf, 0x3a);
        int count = Short(elf, 0x3c);
        for (var index = 0; index < count; index++)
        {
            var header = sections + (index * size);
            if (Int(elf, header + 4) == SectionOfNeededVersions)
            {
                var names = sections + (Int(elf, header + 0x28) * size);
                MarkWeak(elf, Offset(elf, header), Offset(elf, names));
            }
        }

        return elf;
    }

    private static void MarkWeak(byte[] elf, int need, int names)
    {
        for (var next = -1; next != 0; need += next)
        {
            var version = need + Int(elf, need + 8);
            for (var step = -1; step != 0; version += step)
            {
                if (string.Equals(Text(elf, names + Int(elf, version + 8)), UnusedVersion, StringComparison.Ordinal))
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(version + 4), Weak);
                }

                step = Int(elf, version + 12);
            }

            next = Int(elf, need + 12);
        }
    }

    private static int Offset(byte[] elf, int header) =>
        (int)BinaryPrimitives.ReadInt64LittleEndian(elf.AsSpan(header + 0x18));

    private static int Int(byte[] elf, int at) => BinaryPrimitives.ReadInt32LittleEndian(elf.AsSpan(at));

    private static ushort Short(byte[] elf, int at) => BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(at));

    private static string Text(byte[] elf, int at) =>
        Encoding.ASCII.GetString(elf.AsSpan(at, elf.AsSpan(at).IndexOf((byte)0)));
}
