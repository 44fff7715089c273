using Google.Protobuf.WellKnownTypes;
using Vitrine.Bench.Rollout;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Vision.Attributes;
using Vitrine.Wire;

namespace Vitrine.Bench.Attack;

/// <summary>Releases of the model that Vitrine comes with, right ones and wrong ones.</summary>
internal static class Releases
{
    private static readonly Lazy<Statement> Bundled = new(() => ReleaseMaker.Draft(WithGolden()));

    /// <summary>The model's bytes.</summary>
    public static byte[] Model { get; } = File.ReadAllBytes(BenchModel.Bundled);

    /// <summary>A release that the targets' key signed.</summary>
    public static SignedStatement Make(Targets targets, int version) => Sign(Draft(version), targets.Key);

    /// <summary>A statement with nothing wrong with it.</summary>
    /// <param name="version">The version that it says.</param>
    public static Statement Draft(int version)
    {
        using var key = SigningKey.Create();
        var signed = ReleaseMaker.Sign(Bundled.Value, version, TimeSpan.FromDays(1), [key], TimeProvider.System);
        return Statement.Parser.ParseFrom(signed.Statement);
    }

    /// <summary>A statement with something wrong with it.</summary>
    public static Statement Draft(int version, Action<Statement> change)
    {
        var statement = Draft(version);
        change(statement);
        return statement;
    }

    /// <summary>Signed, whatever it says.</summary>
    public static SignedStatement Sign(Statement statement, SigningKey key) => key.Sign(statement);

    /// <summary>Days from now.</summary>
    public static Timestamp In(double days) =>
        Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(days));

    private static string WithGolden()
    {
        var model = BenchModel.Bundled;
        var golden = GoldenFiles.Beside(model);
        if (!File.Exists(golden))
        {
            File.WriteAllText(golden, GoldenFiles.Text(GoldenVectors.Of(FaceModel.Open(model))));
        }

        return model;
    }
}
