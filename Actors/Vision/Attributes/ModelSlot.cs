using System.Collections.Immutable;
using OpenCvSharp;
using Vitrine.Models;
using Vitrine.Vision.Detection;

namespace Vitrine.Vision.Attributes;

/// <summary>
/// The place of one task's model in the running graph. Another model, loaded beforehand elsewhere, takes it between two
/// frames: its stage looks here before each and takes what lies ready, so no frame waits for it and none is lost.
/// Safe for any thread.
/// </summary>
/// <param name="model">The model that is live at first.</param>
public sealed class ModelSlot(FaceModel model) : IDisposable
{
    private readonly Lock gate = new();
    private volatile FaceModel live = model;
    private volatile FaceWatch? watch;
    private FaceNetwork? next;

    /// <summary>The model that describes the next face.</summary>
    public FaceModel Live => live;

    /// <summary>The attribute that it estimates.</summary>
    public string Task { get; } = model.Manifest.Task;

    /// <summary>Gets every face that the live model describes, or fails on; null: nobody does. It must be quick.</summary>
    public FaceWatch? Watch
    {
        get => watch;
        set => watch = value;
    }

    /// <summary>Gives the place to another model. The one before is disposed of after its last use.</summary>
    /// <param name="other">The model.</param>
    /// <param name="network">The model, loaded and warmed up; the slot disposes of it.</param>
    public void Swap(FaceModel other, FaceNetwork network)
    {
        FaceNetwork? unused;
        lock (gate)
        {
            live = other;
            unused = Interlocked.Exchange(ref next, network);
        }

        unused?.Dispose();
    }

    /// <summary>For a stage that starts: the live model, loaded; the stage's from now on.</summary>
    /// <exception cref="InvalidModelException">It cannot be loaded.</exception>
    public FaceNetwork Load()
    {
        FaceModel now;
        lock (gate)
        {
            if (Interlocked.Exchange(ref next, null) is { } ready)
            {
                return ready;
            }

            now = live;
        }

        // A swap meanwhile leaves its network in the slot, where the stage finds it before its first frame.
        return new FaceNetwork(now);
    }

    /// <summary>For a stage before each frame: the network that it has, or the one that took its place.</summary>
    /// <param name="held">The stage's network; not to be used any more if another comes back.</param>
    public FaceNetwork Current(FaceNetwork held)
    {
        if (Volatile.Read(ref next) is null || Interlocked.Exchange(ref next, null) is not { } ready)
        {
            return held;
        }

        // Freeing a session takes some milliseconds: not on the frame's time.
        ThreadPool.UnsafeQueueUserWorkItem(static old => old.Dispose(), held, preferLocal: false);
        return ready;
    }

    /// <summary>Frees what no stage took.</summary>
    public void Dispose() => Interlocked.Exchange(ref next, null)?.Dispose();
}

/// <summary>Gets the live model's answer for each face, on its stage's thread.</summary>
/// <param name="picture">The picture; only for the length of the call.</param>
/// <param name="face">The face's box in it.</param>
/// <param name="said">One probability for each label; default: the model failed.</param>
/// <param name="took">How long it took.</param>
public delegate void FaceWatch(Mat picture, FaceDetection face, ImmutableArray<float> said, TimeSpan took);
