using OpenCvSharp;

namespace Vitrine.Training.Detector;

/// <summary>Pictures of recordings: RECORDING-SCENE-FRAME.jpg.</summary>
internal static class RecordingFrames
{
    private const int FramesApart = 12;

    // Frames near each other show the same and stay on one side.
    private const int FramesOfScene = 200;

    /// <summary>The part of a recording that a picture is of.</summary>
    public static string SceneOf(string picture) => picture[..picture.LastIndexOf('-')];

    /// <summary>Writes every twelfth frame.</summary>
    /// <param name="folder">Of the recordings.</param>
    /// <param name="recordings">Relative to it.</param>
    /// <param name="images">Where the pictures go.</param>
    /// <param name="stop">Ends it early.</param>
    public static void Extract(string folder, IEnumerable<string> recordings, string images, CancellationToken stop)
    {
        Directory.CreateDirectory(images);
        foreach (var recording in recordings)
        {
            using var capture = new VideoCapture(Path.Combine(folder, recording));
            using var frame = new Mat();
            for (var number = 0; capture.Read(frame); number++)
            {
                stop.ThrowIfCancellationRequested();
                if (number % FramesApart == 0)
                {
                    Cv2.ImWrite(
                        Path.Combine(
                            images,
                            $"{Path.GetFileNameWithoutExtension(recording)}-{number / FramesOfScene:000}-{number:000000}.jpg"
                        ),
                        frame
                    );
                }
            }
        }
    }
}
