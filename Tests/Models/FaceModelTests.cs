using Vitrine.Models;
using Vitrine.Tests.Vision.Attributes;
using Xunit;

namespace Vitrine.Tests.Models;

public sealed class FaceModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_model_is_its_file_and_its_manifest()
    {
        var model = FaceModel.Open(TinyModels.Write(folder.Path, "gender", TinyModels.Gender));

        Assert.Equal((folder["gender.onnx"], "gender"), (model.Path, model.Manifest.Task));
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "0123456789ab…")]
    [InlineData("", "''")]
    public void A_model_that_is_not_the_manifests_is_refused_by_its_hash(string said, string shown)
    {
        var path = TinyModels.Write(folder.Path, "gender", TinyModels.Gender, json => json["sha256"] = said);

        OneLine.Says(Assert.Throws<InvalidModelException>(() => FaceModel.Open(path)).Message, path, "SHA-256", shown);
    }

    [Fact]
    public void One_changed_byte_is_noticed()
    {
        var path = TinyModels.Write(folder.Path, "gender", TinyModels.Gender);
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.Throws<InvalidModelException>(() => FaceModel.Open(path));
    }

    [Fact]
    public void A_manifest_without_its_model_is_said()
    {
        var path = TinyModels.Write(folder.Path, "gender", TinyModels.Gender);
        File.Delete(path);

        OneLine.Says(Assert.Throws<InvalidModelException>(() => FaceModel.Open(path)).Message, path, "not there");
    }

    [Fact]
    public void A_folder_gives_a_model_for_each_task()
    {
        TinyModels.Write(folder.Path, "age", TinyModels.Age);
        TinyModels.Write(folder.Path, "gender", TinyModels.Gender);

        var models = FaceModels.Open(folder.Path);

        Assert.Equal(["age", "gender"], models.Attributes.Select(attribute => attribute.Name));
        Assert.Equal(folder["gender.onnx"], models["gender"]!.Path);
    }

    [Fact]
    public void A_folder_may_have_one_model_only()
    {
        TinyModels.Write(folder.Path, "age", TinyModels.Age);

        Assert.Null(FaceModels.Open(folder.Path)["gender"]);
    }

    [Fact]
    public void A_folder_may_have_models_for_attributes_that_nobody_knows_after_those_that_all_know()
    {
        TinyModels.Write(folder.Path, "beard", TinyModels.Gender);
        TinyModels.Write(folder.Path, "a-mood", TinyModels.Gender, json => json["ordinal"] = true);
        TinyModels.Write(folder.Path, "gender", TinyModels.Gender);
        TinyModels.Write(folder.Path, "age", TinyModels.Age);

        var attributes = FaceModels.Open(folder.Path).Attributes;

        Assert.Equal(["age", "gender", "a-mood", "beard"], attributes.Select(attribute => attribute.Name));
        Assert.Equal([true, false, true, false], attributes.Select(attribute => attribute.IsOrdinal));
        Assert.Equal(["with", "without"], attributes[^1].Labels);
    }

    [Fact]
    public void A_missing_folder_is_said() => OneLine.Says(Refused(folder["nowhere"]), folder["nowhere"], "not there");

    [Fact]
    public void A_folder_without_models_is_said() => OneLine.Says(Refused(folder.Path), folder.Path, ".onnx");

    [Fact]
    public void Two_models_for_one_task_are_named()
    {
        TinyModels.Write(folder.Path, "age", TinyModels.Age);
        File.Copy(folder["age.onnx"], folder["age2.onnx"]);
        File.Copy(folder["age.json"], folder["age2.json"]);

        OneLine.Says(Refused(folder.Path), folder.Path, "2 models for age", "age.onnx, age2.onnx");
    }

    public void Dispose() => folder.Dispose();

    private static string Refused(string path) =>
        Assert.Throws<InvalidModelException>(() => FaceModels.Open(path)).Message;
}
