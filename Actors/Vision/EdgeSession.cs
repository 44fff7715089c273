using Microsoft.ML.OnnxRuntime;

namespace Vitrine.Vision;

/// <summary>
/// How the edge runs networks in ONNX Runtime: one thread each and no spinning, for on a small device the cores belong to the pipeline.
/// </summary>
public static class EdgeSession
{
    /// <summary>Options of a session; whoever measures a network for the edge runs it so, too.</summary>
    public static SessionOptions NewOptions()
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            // What goes wrong is thrown, and logged once by whoever catches it.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.set_denormal_as_zero", "1");
        // An ONNX file may look like one of ONNX Runtime's own format, too, in which nobody has checked it.
        options.AddSessionConfigEntry("session.load_model_format", "ONNX");
        return options;
    }
}
