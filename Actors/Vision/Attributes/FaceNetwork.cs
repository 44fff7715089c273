using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using OpenCvSharp;
using Vitrine.Models;
using Vitrine.Vision.Detection;
using Vitrine.Wire;

namespace Vitrine.Vision.Attributes;

/// <summary>
/// A model loaded into ONNX Runtime, one face at a time, with input and output memory made once and bound once. One thread
/// of its own and no spinning: on a small device the cores belong to the pipeline. Belongs to one thread.
/// </summary>
public sealed class FaceNetwork : IDisposable
{
    /// <summary>Quantised probabilities do not add up exactly.</summary>
    private const float SumTolerance = 0.05f;

    private readonly FacePreprocessor preprocessor;
    private readonly float[] input;
    private readonly float[] output;
    private readonly InferenceSession session;
    private readonly OrtIoBinding binding;
    private readonly OrtValue inputValue;
    private readonly OrtValue outputValue;
    private readonly RunLimit limit;

    /// <summary>Loads the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="most">How long it may take for a face; default <see cref="RunLimit.Usual"/>.</param>
    /// <exception cref="InvalidModelException">The file may not be loaded (see <see cref="FaceModel.Read"/>), or does not do what the manifest says.</exception>
    public FaceNetwork(FaceModel model, TimeSpan? most = null)
    {
        limit = new RunLimit(most ?? RunLimit.Usual);
        var manifest = model.Manifest;
        session = Load(model);
        try
        {
            CheckShapes(model, session);
        }
        catch
        {
            session.Dispose();
            throw;
        }

        preprocessor = new FacePreprocessor(manifest.Input);
        input = new float[preprocessor.Length];
        output = new float[manifest.Labels.Count];
        inputValue = OrtValue.CreateTensorValueFromMemory(input, [1, 3, manifest.Input.Height, manifest.Input.Width]);
        outputValue = OrtValue.CreateTensorValueFromMemory(output, [1, output.Length]);
        binding = session.CreateIoBinding();
        binding.BindInput(manifest.Input.Name, inputValue);
        binding.BindOutput(manifest.Output, outputValue);
        try
        {
            Try(model);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Classifies one face.</summary>
    /// <param name="picture">Height x width x 3, 8 bit, BGR; not changed.</param>
    /// <param name="face">The face's box in pixels.</param>
    /// <returns>One probability for each label, 0 to 1.</returns>
    /// <exception cref="TimeoutException">It took too long and was ended; the next face may do better.</exception>
    public ImmutableArray<float> Classify(Mat picture, Box face) =>
        Classify(picture, new FaceDetection(face, Score: 1));

    /// <summary>Classifies one face.</summary>
    /// <param name="picture">Height x width x 3, 8 bit, BGR; not changed.</param>
    /// <param name="face">The face in pixels.</param>
    /// <returns>One probability for each label, 0 to 1.</returns>
    /// <exception cref="TimeoutException">It took too long and was ended; the next face may do better.</exception>
    public ImmutableArray<float> Classify(Mat picture, FaceDetection face)
    {
        preprocessor.Fill(picture, face, input);
        limit.Run(session, binding);
        return [.. output];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        binding.Dispose();
        inputValue.Dispose();
        outputValue.Dispose();
        limit.Dispose();
        session.Dispose();
        preprocessor.Dispose();
    }

    /// <summary>One run on zeros: errors that shapes do not show appear now, and not with the first visitor.</summary>
    private void Try(FaceModel model)
    {
        try
        {
            limit.Run(session, binding);
        }
        catch (Exception bad) when (bad is OnnxRuntimeException or TimeoutException)
        {
            throw new InvalidModelException($"model '{model.Path}' does not run: {SingleLine.Of(bad)}", bad);
        }

        if (!output.All(p => p is >= 0 and <= 1) || MathF.Abs(output.Sum() - 1) > SumTolerance)
        {
            throw new InvalidModelException(
                $"model '{model.Path}': its '{model.Manifest.Output}' are no probabilities, 0 to 1 and together 1; end it with a softmax"
            );
        }
    }

    private static InferenceSession Load(FaceModel model)
    {
        var onnx = model.Read();
        using var options = EdgeSession.NewOptions();
        try
        {
            return new InferenceSession(onnx, options);
        }
        catch (OnnxRuntimeException bad)
        {
            throw new InvalidModelException($"model '{model.Path}' cannot be loaded: {SingleLine.Of(bad)}", bad);
        }
    }

    private static void CheckShapes(FaceModel model, InferenceSession session)
    {
        var (manifest, size) = (model.Manifest, model.Manifest.Input);
        Check(model, session.InputMetadata, size.Name, [-1, 3, size.Height, size.Width]);
        Check(model, session.OutputMetadata, manifest.Output, [-1, manifest.Labels.Count]);
    }

    /// <summary>A dimension below 1 is free: in the file it takes any size, as wanted it may be any.</summary>
    private static void Check(
        FaceModel model,
        IReadOnlyDictionary<string, NodeMetadata> tensors,
        string name,
        int[] wanted
    )
    {
        if (!tensors.TryGetValue(name, out var tensor))
        {
            throw new InvalidModelException(
                $"model '{model.Path}' has no '{name}' as its manifest says, but {string.Join(", ", tensors.Keys)}"
            );
        }

        var given = tensor.Dimensions;
        if (
            given.Length != wanted.Length
            || !given.Zip(wanted).All(d => d.First < 1 || d.Second < 1 || d.First == d.Second)
        )
        {
            throw new InvalidModelException(
                $"model '{model.Path}' does not match its manifest: '{name}' is {Write(given)}, the manifest says {Write(wanted)}"
            );
        }
    }

    private static string Write(int[] shape) => string.Join(" x ", shape.Select(d => d < 1 ? "?" : $"{d}"));
}
