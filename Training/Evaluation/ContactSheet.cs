using OpenCvSharp;
using Vitrine.Wire;
using static System.FormattableString;

namespace Vitrine.Training.Evaluation;

/// <summary>
/// Faces in a grid with their labels and the predicted ones, right ones framed green, wrong ones red. It shows
/// pictures of people: only for data that one may look at, and only when asked for.
/// </summary>
public static class ContactSheet
{
    private const int Picture = 120;
    private const int Frame = 4;
    private const int TextHeight = 40;
    private const int Gap = 6;
    private const int CellWidth = Picture + (2 * Frame);
    private const int CellHeight = CellWidth + TextHeight;

    // BGR. Dark enough for text on white.
    private static readonly Scalar Right = new(60, 140, 20);
    private static readonly Scalar Wrong = new(40, 30, 205);

    /// <summary>Draws a PNG, about as wide as high; an older one is replaced at once.</summary>
    /// <param name="path">The file, ending in .png.</param>
    /// <param name="faces">
    /// A face's picture (height x width x 3, 8 bit, BGR, any size; not changed, not disposed of), its label, the predicted one,
    /// and how sure that was, 0 to 1.
    /// </param>
    public static void Draw(
        string path,
        IEnumerable<(Mat Picture, string Actual, string Predicted, double Probability)> faces
    )
    {
        var all = faces.ToArray();
        var columns = Math.Max(1, (int)Math.Ceiling(Math.Sqrt(all.Length * CellHeight / (double)CellWidth)));
        var rows = Math.Max(1, (all.Length + columns - 1) / columns);
        using var sheet = new Mat(
            (rows * (CellHeight + Gap)) + Gap,
            (columns * (CellWidth + Gap)) + Gap,
            MatType.CV_8UC3,
            Scalar.White
        );
        for (var index = 0; index < all.Length; index++)
        {
            var corner = new Point(
                Gap + (index % columns * (CellWidth + Gap)),
                Gap + (index / columns * (CellHeight + Gap))
            );
            var (picture, actual, predicted, probability) = all[index];
            var isRight = string.Equals(actual, predicted, StringComparison.Ordinal);
            DrawPicture(sheet, corner, picture, isRight ? Right : Wrong);
            WriteLine(sheet, corner, 1, "is " + actual, Scalar.Black);
            WriteLine(sheet, corner, 2, Said(predicted, probability), isRight ? Right : Wrong);
        }

        WholeFile.Write(path, sheet.ImEncode(".png"));
    }

    private static string Said(string predicted, double probability) =>
        Invariant($"said {predicted} {100 * probability:0}%");

    private static void DrawPicture(Mat sheet, Point corner, Mat picture, Scalar frame)
    {
        var cell = new Rect(corner.X, corner.Y, CellWidth, CellWidth);
        Cv2.Rectangle(
            sheet,
            new Rect(cell.X + (Frame / 2), cell.Y + (Frame / 2), Picture + Frame, Picture + Frame),
            frame,
            Frame
        );
        var scale = (double)Picture / Math.Max(picture.Width, picture.Height);
        var size = new Size(Math.Max(1, picture.Width * scale), Math.Max(1, picture.Height * scale));
        var place = new Rect(
            cell.X + ((CellWidth - size.Width) / 2),
            cell.Y + ((CellWidth - size.Height) / 2),
            size.Width,
            size.Height
        );
        using var target = sheet[place];
        Cv2.Resize(
            picture,
            target,
            size,
            interpolation: scale < 1 ? InterpolationFlags.Area : InterpolationFlags.Linear
        );
    }

    private static void WriteLine(Mat sheet, Point corner, int line, string text, Scalar colour) =>
        Cv2.PutText(
            sheet,
            text,
            new Point(corner.X, corner.Y + CellWidth + (line * 17)),
            HersheyFonts.HersheySimplex,
            0.45,
            colour,
            thickness: 1,
            LineTypes.AntiAlias
        );
}
