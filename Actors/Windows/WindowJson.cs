using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Vitrine.Wire;

namespace Vitrine.Windows;

/// <summary>
/// A window as JSON, in the one shape that every consumer of JSON gets: HTTP, SSE, MQTT, webhooks. Null: left out, to protect
/// few people. What a sender did not set is written as zero or empty.
/// </summary>
public static class WindowJson
{
    // "60+" stays "60+": nothing here is put into a web page as text.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line of JSON, without an end of line.</summary>
    public static string Text(AggregateWindow window)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            Write(json, window);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Writes the window as one JSON object.</summary>
    public static void Write(Utf8JsonWriter json, AggregateWindow window)
    {
        json.WriteStartObject();
        json.WriteString("device", window.Device);
        json.WriteNumber("sequence", window.Sequence);
        json.WriteString("start", Iso(window.Start));
        json.WriteString("end", Iso(window.End));
        json.WriteNumber("visitors", window.Visitors);
        json.WriteStartObject("occupancy");
        WriteNumber(json, "mean", window.Occupancy is { HasMean: false } ? null : window.Occupancy?.Mean ?? 0);
        json.WriteNumber("peak", window.Occupancy?.Peak ?? 0);
        json.WriteEndObject();
        WriteDwell(json, window.Dwell);
        WriteCounts(json, window);
        WriteNumber(json, "unclassified", window.HasUnclassified ? window.Unclassified : null);
        WriteDistributions(json, window);
        WritePlaces(json, window);
        WriteDevice(json, window);
        json.WriteNumber("k", window.K);
        json.WriteEndObject();
    }

    /// <summary>A time as ISO 8601 in UTC, to the millisecond; none: 1970.</summary>
    public static string Iso(Timestamp? time) =>
        (time ?? new Timestamp()).ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>"unsure" where the window's times may be wrong, else "ok".</summary>
    internal static string ClockOf(Health health) => health.ClockUnsure ? "unsure" : "ok";

    private static void WriteCounts(Utf8JsonWriter json, AggregateWindow window)
    {
        json.WriteStartObject("counts");
        foreach (var gender in window.Counts.GroupBy(cell => cell.Gender, StringComparer.Ordinal))
        {
            json.WriteStartObject(gender.Key);
            foreach (var cell in gender)
            {
                WriteNumber(json, cell.AgeGroup, cell.HasVisitors ? cell.Visitors : null);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteDistributions(Utf8JsonWriter json, AggregateWindow window)
    {
        json.WriteStartObject("distributions");
        foreach (var distribution in window.Distributions)
        {
            json.WriteStartObject(distribution.Attribute);
            foreach (var cell in distribution.Cells)
            {
                WriteNumber(json, cell.Label, cell.HasVisitors ? cell.Visitors : null);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WritePlaces(Utf8JsonWriter json, AggregateWindow window)
    {
        json.WriteStartArray("lines");
        foreach (var line in window.Lines)
        {
            json.WriteStartObject();
            json.WriteString("name", line.Name);
            json.WriteNumber("in", line.In);
            json.WriteNumber("out", line.Out);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("zones");
        foreach (var zone in window.Zones)
        {
            json.WriteStartObject();
            json.WriteString("name", zone.Name);
            json.WriteNumber("visitors", zone.Visitors);
            WriteDwell(json, zone.Dwell);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDevice(Utf8JsonWriter json, AggregateWindow window)
    {
        var (frames, health) = (window.Frames ?? new FrameCount(), window.Health ?? new Health());
        json.WriteStartObject("frames");
        json.WriteNumber("captured", frames.Captured);
        json.WriteNumber("processed", frames.Processed);
        json.WriteNumber("dropped", frames.Dropped);
        json.WriteNumber("failed", frames.Failed);
        json.WriteEndObject();
        json.WriteStartArray("models");
        foreach (var model in window.Models)
        {
            json.WriteStartObject();
            json.WriteString("task", model.Task);
            json.WriteNumber("version", model.Version);
            json.WriteString("sha256", model.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("health");
        json.WriteString("state", health.State);
        json.WriteStartArray("degraded");
        health.Degraded.ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteNumber("restarts", health.Restarts);
        json.WriteString("clock", ClockOf(health));
        json.WriteEndObject();
    }

    private static void WriteDwell(Utf8JsonWriter json, Dwell? told)
    {
        var dwell = told ?? new Dwell();
        json.WriteStartObject("dwell");
        json.WriteNumber("visits", dwell.Visits);
        WriteNumber(json, "mean", dwell.HasMean ? dwell.Mean : null);
        WriteNumber(json, "median", dwell.HasMedian ? dwell.Median : null);
        WriteNumber(json, "p90", dwell.HasP90 ? dwell.P90 : null);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } told && double.IsFinite(told))
        {
            json.WriteNumber(name, told);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
