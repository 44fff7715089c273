using System.Runtime.InteropServices;

namespace Vitrine.Hosts.Cli.Events;

/// <summary>
/// The process's own output, as the system has it: .NET's own stream says nothing when whoever read it has ended.
/// </summary>
internal sealed partial class StandardOutput : Stream
{
    private const int Output = 1;
    private const int Interrupted = 4;
    private const int BrokenPipe = 32;
    private const short Broken = 8;

    /// <inheritdoc />
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether nobody reads any longer.</summary>
    public static bool IsClosed
    {
        get
        {
            var asked = new Poll { File = Output };
            return PollFiles(ref asked, 1, 0) > 0 && (asked.Happened & Broken) != 0;
        }
    }

    /// <inheritdoc />
    public override void Flush() { }

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    /// <exception cref="ClosedPipeException">Nobody reads any longer.</exception>
    /// <exception cref="IOException">It cannot be written, for example because the disk is full.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var written = WriteFile(Output, buffer, (nuint)buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
            }
            else if (Marshal.GetLastPInvokeError() is var error && error != Interrupted)
            {
                var reason = Marshal.GetPInvokeErrorMessage(error);
                throw error == BrokenPipe ? new ClosedPipeException(reason) : new IOException(reason);
            }
        }
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteFile(int file, ReadOnlySpan<byte> bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int PollFiles(ref Poll files, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct Poll
    {
        public int File;
        public short Asked;
        public short Happened;
    }
}
