using System.Globalization;
using OpenCvSharp;
using Vitrine.Vision.Detection;
using static Vitrine.Bench.Printing;

namespace Vitrine.Bench.Tracks;

/// <summary>
/// People counted and followed in the drawn shop by the detector that comes with Vitrine: 20 shops of 20 s and 5 of 200 s, each with
/// another street; then the same with a poster in the window; then while only every second, fourth and eighth frame is looked at.
/// </summary>
internal static class TracksBench
{
    // Every so manieth frame; posters in the window.
    private static readonly (int Every, int Posters)[] Looks = [(1, 0), (1, 1), (2, 0), (4, 0), (8, 0)];

    private static readonly (int Shops, int Seconds)[] Runs = [(20, 20), (5, 200)];

    public static int Run(string[] options)
    {
        Cv2.SetNumThreads(1);
        var folder = Options.Value(options, "--out", string.Empty);
        var detector = new DetectorOptions { Own = Options.Value(options, "--model", NetworkDetector.Bundled) };
        using var finder = detector.Kind.Load(detector)(null);
        foreach (var (every, posters) in Looks)
        {
            foreach (var (shops, seconds) in Runs)
            {
                Print(
                    posters == 0 ? string.Empty : " with a poster",
                    [
                        .. Enumerable
                            .Range(1, shops)
                            .Select(seed =>
                                ShopTracks.Follow(finder, seed, posters, TimeSpan.FromSeconds(seconds), every)
                            ),
                    ],
                    seconds,
                    every,
                    folder
                );
            }
        }

        return 0;
    }

    private static void Print(string with, IReadOnlyList<ShopTracks> shops, int seconds, int every, string folder)
    {
        if (folder.Length > 0 && every == 1 && with.Length == 0)
        {
            foreach (var shop in shops)
            {
                shop.Write(folder);
            }
        }

        var (real, counted) = (shops.Sum(shop => shop.True), shops.Sum(shop => shop.Counted));
        var worst = shops.MaxBy(shop => Math.Abs(Error(shop.True, shop.Counted)))!;
        var scores = shops.Select(shop => shop.Score).ToArray();
        Say(
            $"{shops.Count} shops{with} of {seconds} s, every {every.ToString(CultureInfo.InvariantCulture)}. frame: true {real}, counted {counted} ({Error(real, counted):+0.0%;-0.0%}), worst shop {worst.Seed}: {worst.True}, {worst.Counted}; HOTA {scores.Average(score => score.Hota):0.000} (detection {scores.Average(score => score.Detection):0.000}, association {scores.Average(score => score.Association):0.000}), IDF1 {scores.Average(score => score.Idf1):0.000}, MOTA {scores.Average(score => score.Mota):0.000}, {scores.Sum(score => score.Switches)} switches"
        );
    }

    private static double Error(int real, int counted) => real == 0 ? counted : (double)(counted - real) / real;
}
