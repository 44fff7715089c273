using Vitrine.Dataflow;
using Vitrine.Vision;
using Vitrine.Vision.Attributes;

namespace Vitrine.Pipelines;

/// <summary>The keys of the device's graph: its nodes' names in logs and metrics, and what flows through each.</summary>
public static class EdgeNodes
{
    /// <summary>The source.</summary>
    public static NodeKey Frames { get; } = new("frames");

    /// <summary>Finds faces.</summary>
    public static NodeKey<Frame, Observation> Detector { get; } = new("detector");

    /// <summary>Makes people of faces, and chooses those to describe.</summary>
    public static NodeKey<Observation, Observation> Tracker { get; } = new("tracker");

    /// <summary>The fork to one branch for each attribute.</summary>
    public static NodeKey Classifiers { get; } = new("classifiers");

    /// <summary>Counts; every picture that reaches it is processed.</summary>
    public static NodeKey<Observation, Observation> Aggregator { get; } = new("aggregator");

    /// <summary>Writes pictures with boxes, when asked to.</summary>
    public static NodeKey<Observation, Observation> Annotator { get; } = new("annotator");

    /// <summary>The branch that estimates one attribute.</summary>
    /// <param name="attribute">The attribute's name, "age" for example.</param>
    public static NodeKey<Observation, Votes> Attribute(string attribute) => new(attribute);
}
