using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Vitrine.Hosts.Cli.Jobs;

/// <summary>Two curves over epochs as dots of Braille letters, 2 by 4 to each. Pure.</summary>
/// <param name="title">What is drawn.</param>
/// <param name="points">By epoch: the training split's value, and the validation split's.</param>
/// <param name="epochs">Epochs of the whole run, 0 where not known: the curves grow into their place.</param>
internal sealed class Chart(
    string title,
    IReadOnlyList<(int Epoch, double Training, double Validation)> points,
    int epochs
)
{
    private const int LabelWidth = 8;
    private const int DotsAcross = 2;
    private const int DotsDown = 4;
    private const char NoDots = '\u2800';
    private static readonly Style Training = new(Color.Blue);
    private static readonly Style Validation = new(Color.Orange1);

    // Bits of a Braille letter's dots, by row and column.
    private static readonly int[,] Bits =
    {
        { 0x01, 0x08 },
        { 0x02, 0x10 },
        { 0x04, 0x20 },
        { 0x40, 0x80 },
    };

    /// <summary>The curves, a title above them and a scale at their left.</summary>
    /// <param name="width">Letters across, scale included; more than 10.</param>
    /// <param name="height">Letters down, title not included; more than 1.</param>
    public IRenderable Draw(int width, int height)
    {
        var columns = width - LabelWidth - 1;
        var values = points
            .SelectMany(point => new[] { point.Training, point.Validation })
            .Where(double.IsFinite)
            .ToArray();
        if (values.Length == 0)
        {
            return new Text($"{title}: nothing to draw");
        }

        var scale = Scale.Of(values.Min(), values.Max(), Math.Max(epochs, points[^1].Epoch));
        var training = Dots(point => point.Training, scale, columns, height);
        var validation = Dots(point => point.Validation, scale, columns, height);
        var picture = new Paragraph();
        picture.Append($"{new string(' ', LabelWidth + 1)}{title}  ");
        picture.Append("training ", Training).Append("validation", Validation);
        for (var row = 0; row < height; row++)
        {
            var label =
                row == 0 ? Label(scale.Max)
                : row == height - 1 ? Label(scale.Min)
                : string.Empty;
            picture.Append($"\n{label, LabelWidth}{(label.Length > 0 ? '┤' : '│')}");
            for (var column = 0; column < columns; column++)
            {
                var (below, above) = (training[row, column], validation[row, column]);
                picture.Append(((char)(NoDots + (below | above))).ToString(), above > 0 ? Validation : Training);
            }
        }

        return picture;
    }

    private int[,] Dots(
        Func<(int Epoch, double Training, double Validation), double> value,
        Scale scale,
        int columns,
        int rows
    )
    {
        var letters = new int[rows, columns];
        var (across, down) = (columns * DotsAcross, rows * DotsDown);
        (int X, int Y)? before = null;
        foreach (var point in points.Where(point => double.IsFinite(value(point))))
        {
            var here = (X: scale.Across(point.Epoch, across), Y: scale.Down(value(point), down));
            foreach (var (x, y) in Line(before ?? here, here))
            {
                letters[y / DotsDown, x / DotsAcross] |= Bits[y % DotsDown, x % DotsAcross];
            }

            before = here;
        }

        return letters;
    }

    private static IEnumerable<(int X, int Y)> Line((int X, int Y) from, (int X, int Y) to)
    {
        var steps = Math.Max(1, Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)));
        return Enumerable
            .Range(0, steps + 1)
            .Select(step => (from.X + ((to.X - from.X) * step / steps), from.Y + ((to.Y - from.Y) * step / steps)));
    }

    private static string Label(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private readonly record struct Scale(double Min, double Max, int Epochs)
    {
        // A flat curve lies in the middle.
        public static Scale Of(double min, double max, int epochs) =>
            max > min ? new Scale(min, max, epochs) : new Scale(min - 0.5, max + 0.5, epochs);

        public int Across(int epoch, int dots) => Epochs <= 1 ? 0 : (epoch - 1) * (dots - 1) / (Epochs - 1);

        public int Down(double value, int dots) => (int)Math.Round((Max - value) / (Max - Min) * (dots - 1));
    }
}
