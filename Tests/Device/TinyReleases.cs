using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Tests.Vision.Attributes;
using Vitrine.Vision.Attributes;
using Vitrine.Wire;

namespace Vitrine.Tests.Device;

/// <summary>Signed releases of models of a few nodes.</summary>
internal sealed class TinyReleases : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SigningKey Key { get; } = SigningKey.Create();

    public TrustedKeys Keys => TrustedKeys.Of(Key.PublicKey);

    /// <summary>The same for a device.</summary>
    public KeyRing Ring => KeyRing.Of(Keys);

    /// <summary>The bytes of a model that is large enough for several chunks.</summary>
    public static byte[] Large(byte[] onnx, int bytes) => [.. onnx, .. Padding(bytes - onnx.Length)];

    public FaceModel Model(string task, byte[] onnx) => FaceModel.Open(TinyModels.Write(folder.Path, task, onnx));

    /// <summary>What a device was set up with: a gender model of version 3, in a folder that stays.</summary>
    public FaceModels SetUp()
    {
        Directory.CreateDirectory(folder["set-up"]);
        return new FaceModels([FaceModel.Open(TinyModels.Write(folder["set-up"], "gender", TinyModels.Gender))]);
    }

    public SignedStatement Make(string task = "gender", byte[]? onnx = null, int version = 4, TimeProvider? time = null)
    {
        var model = Model(task, onnx ?? TinyModels.Gender);
        File.WriteAllText(GoldenFiles.Beside(model.Path), GoldenFiles.Text(GoldenVectors.Of(model)));
        var draft = ReleaseMaker.Draft(model.Path);
        return ReleaseMaker.Sign(draft, version, TimeSpan.FromDays(30), [Key], time ?? TimeProvider.System);
    }

    public Release Release(string task = "gender", byte[]? onnx = null, int version = 4) =>
        ReleaseVerification.Read(Make(task, onnx, version), Keys);

    /// <summary>Signs a statement that is true but for what <paramref name="change"/> does.</summary>
    public SignedStatement Changed(Action<Statement> change)
    {
        var statement = Statement.Parser.ParseFrom(Make().Statement);
        change(statement);
        return Key.Sign(statement);
    }

    public void Dispose()
    {
        Key.Dispose();
        folder.Dispose();
    }

    /// <summary>A text about the model, which readers of ONNX skip.</summary>
    private static byte[] Padding(int bytes)
    {
        var header = new List<byte>();
        Varint(header, (6 << 3) | 2);
        var length = bytes - header.Count - 5;
        for (var i = 0; i < 4; i++)
        {
            header.Add((byte)(((length >> (7 * i)) & 127) | 128));
        }

        header.Add((byte)((length >> 28) & 127));
        var content = new byte[length];
        new Random(1).NextBytes(content);
        return [.. header, .. content.Select(one => (byte)(one & 127))];
    }

    private static void Varint(List<byte> into, int value)
    {
        for (; value > 127; value >>= 7)
        {
            into.Add((byte)((value & 127) | 128));
        }

        into.Add((byte)value);
    }
}
