using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Vitrine.Vision.Sources;

/// <summary>
/// Starts ffmpeg for a stream. The address, which may hold a password, goes through a pipe, as a list of one stream (ffmpeg's
/// concat demuxer): arguments can be read by everybody on the machine.
/// </summary>
internal static partial class FfmpegProcess
{
    /// <summary>Before it a list could not say how a stream is to be opened.</summary>
    private static readonly Version FirstWithListOptions = new(4, 4);

    /// <summary>Since it a picture's time is kept by another option.</summary>
    private static readonly Version FirstWithFrameMode = new(5, 1);

    private static readonly string[] FromList =
    [
        .. "-f concat -safe 0 -protocol_whitelist".Split(' '),
        // No file: a playlist from the network may not name one.
        "pipe,http,https,httpproxy,tcp,tls,rtsp,rtp,udp,srtp,rtmp,rtmps,rtmpt,srt,crypto",
        "-i",
        "pipe:0",
    ];

    /// <summary>By program: a stream that is lost is opened again and again, and would else ask each time.</summary>
    private static readonly ConcurrentDictionary<string, Version?> Versions = new(StringComparer.Ordinal);

    /// <summary>Starts it; its error output and its output, YUV4MPEG2, are redirected.</summary>
    /// <param name="program">ffmpeg, or what takes its arguments.</param>
    /// <param name="address">The stream.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="evenly">Whether pictures come at one rate, by the stream's time, some twice or not at all.</param>
    /// <exception cref="IOException">ffmpeg is not installed.</exception>
    public static Process Start(string program, string address, StreamOptions options, bool evenly)
    {
        var version = Versions.GetOrAdd(program, VersionOf);
        var isPipe = !address.Contains("://", StringComparison.Ordinal);
        var takesList = !isPipe && (version is null || version >= FirstWithListOptions);
        var hasMode = version is null || version >= FirstWithFrameMode;
        // A live stream's delay would last, while of what has an end every picture counts.
        var input = isPipe || evenly ? [] : InputOptions(address, options);
        string[] arguments =
        [
            .. "-hide_banner -loglevel error -max_pixels".Split(' '),
            FrameSize.MaxPixels.ToString(CultureInfo.InvariantCulture),
            // A playlist's pictures come some seconds at a time.
            .. IsPlaylist(address) ? ["-re"] : Array.Empty<string>(),
            .. takesList ? FromList : From(isPipe ? PathOf(address) : address, input),
            // 4:2:0 needs even sides.
            .. "-an -sn -vf scale=trunc(iw/2)*2:trunc(ih/2)*2".Split(' '),
            .. (hasMode ? $"-fps_mode {(evenly ? "cfr" : "passthrough")}" : $"-vsync {(evenly ? 1 : 0)}").Split(' '),
            .. "-f yuv4mpegpipe -pix_fmt yuv420p -".Split(' '),
        ];
        var process = Run(program, arguments, reads: address is not PipeSource.StandardInput);
        if (address is not PipeSource.StandardInput)
        {
            using var list = process.StandardInput;
            TryWrite(list, takesList ? List(address, input) : "");
        }

        return process;
    }

    /// <summary>A line of ffmpeg's error output without the name of the pipe through which it was given the address.</summary>
    public static string Plain(string line) =>
        line.StartsWith("pipe:0: ", StringComparison.Ordinal) ? line["pipe:0: ".Length..] : line;

    private static bool IsPlaylist(string address) =>
        address.Split('?')[0].EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase);

    private static string PathOf(string pipe) =>
        pipe is PipeSource.StandardInput ? "pipe:0" : $"file:{Path.GetFullPath(pipe)}";

    private static (string Name, string Value)[] InputOptions(string address, StreamOptions options) =>
        [
            ("fflags", "nobuffer"),
            ("analyzeduration", "1000000"),
            .. address.StartsWith("rtsp", StringComparison.OrdinalIgnoreCase)
                ? [options.Transport.Option]
                : Array.Empty<(string, string)>(),
        ];

    private static string[] From(string address, (string Name, string Value)[] options) =>
        [.. options.SelectMany(option => new[] { $"-{option.Name}", option.Value }), "-i", address];

    /// <summary>A list of one stream, see https://ffmpeg.org/ffmpeg-formats.html#concat-1.</summary>
    private static string List(string address, (string Name, string Value)[] options) =>
        "ffconcat version 1.0\n"
        + $"file '{address.Replace("'", @"'\''", StringComparison.Ordinal).ReplaceLineEndings("")}'\n"
        + string.Concat(options.Select(option => $"option {option.Name} {option.Value}\n"));

    private static void TryWrite(StreamWriter list, string text)
    {
        try
        {
            list.Write(text);
            list.Flush();
        }
        catch (IOException)
        {
            // It has ended already; its last line of error output is the reason.
        }
    }

    /// <summary>Its version; null where it is not one of a release.</summary>
    private static Version? VersionOf(string program)
    {
        using var asked = Run(program, ["-version"], reads: true);
        asked.StandardInput.Close();
        var first = asked.StandardOutput.ReadLine() ?? string.Empty;
        asked.StandardOutput.ReadToEnd();
        asked.WaitForExit();
        return Release.Match(first) is { Success: true } match ? Version.Parse(match.Groups["release"].Value) : null;
    }

    private static Process Run(string program, string[] arguments, bool reads)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = reads,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new IOException("ffmpeg is not installed; run: sudo apt-get install ffmpeg", missing);
        }
    }

    [GeneratedRegex(
        @"^ffmpeg version n?(?<release>\d+\.\d+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Release { get; }
}
