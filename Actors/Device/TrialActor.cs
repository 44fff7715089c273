using Akka.Actor;
using Vitrine.Dataflow;
using Vitrine.Fleet.Releases;
using Vitrine.Models;
using Vitrine.Vision.Attributes;

namespace Vitrine.Device;

/// <summary>
/// Runs a model in the shadow of the live one. In: faces that the live model described. Out: <see cref="CandidateProgress"/>,
/// then one <see cref="TrialEnded"/>, to its parent. It loads and runs a network, so it needs a thread of its own; at most one face waits.
/// </summary>
#pragma warning disable CA1001 // Its network is freed when it stops.
internal sealed class TrialActor : ReceiveActor, IWithTimers
#pragma warning restore CA1001
{
    private static readonly TimeSpan JudgeEvery = TimeSpan.FromSeconds(1);

    private readonly TrialOrder order;
    private readonly TrialOptions options;
    private readonly TimeProvider clock;
    private readonly FaceWatch look;
    private readonly TrialSampler sampler;
    private readonly long begun;
    private FaceNetwork? network;
    private Comparison comparison;
    private int given;
    private int failed;

    public TrialActor(TrialOrder order, TrialOptions options, TimeProvider clock)
    {
        (this.order, this.options, this.clock, begun) = (order, options, clock, clock.GetTimestamp());
        comparison = new Comparison(order.Release.Manifest.Attribute.IsOrdinal);
        var self = Self;
        sampler = new TrialSampler(
            order.Other.Manifest.Input.CropMargin,
            options.CoreShare,
            face => self.Tell(face),
            clock
        );
        look = sampler.Look;
        Receive<Begin>(_ => Load());
        Receive<TrialFace>(face =>
        {
            using (face)
            {
                Compare(face);
            }

            Judge();
        });
        Receive<JudgeDue>(_ =>
        {
            if (Judge())
            {
                TellProgress();
            }
        });
    }

    /// <summary>Set by Akka.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Self.Tell(Begin.Instance);

    protected override void PostStop()
    {
        if (order.Slot.Watch == look)
        {
            order.Slot.Watch = null;
        }

        network?.Dispose();
    }

    /// <summary>Loads the other model and warms it up: what cannot run is known before the first face.</summary>
    private void Load()
    {
        try
        {
            network = new FaceNetwork(order.Other);
            if (order.OtherIsNew)
            {
                GoldenCheck.Run(network, order.Release);
            }
        }
        catch (InvalidModelException unfit) when (order.OtherIsNew)
        {
            End(new RefusedReleaseException(RefusalReason.Unfit, unfit.Message, unfit));
            return;
        }
        catch (InvalidModelException unfit)
        {
            // There is nothing to go back to.
            End(fault: null, $"not compared, since the model before it cannot be loaded: {unfit.Message}");
            return;
        }
        catch (RefusedReleaseException refused)
        {
            End(refused);
            return;
        }

        order.Slot.Watch = look;
        Timers.StartPeriodicTimer(nameof(JudgeDue), JudgeDue.Instance, JudgeEvery);
    }

    private void Compare(TrialFace face)
    {
        given++;
        var started = clock.GetTimestamp();
        try
        {
            var said = network!.Classify(face.Pixels, face.Face);
            var took = clock.GetElapsedTime(started);
            comparison = order.OtherIsNew
                ? comparison.Add(said, took, face.Said, face.Took)
                : comparison.Add(face.Said, face.Took, said, took);
        }
        catch (Exception) when (order.OtherIsNew)
        {
            // Counted, and judged by; it is one face of many.
            failed++;
        }
        finally
        {
            sampler.Done(clock.GetElapsedTime(started));
        }
    }

    /// <returns>Whether it goes on.</returns>
    private bool Judge()
    {
        comparison = order.OtherIsNew
            ? comparison.Count(given, failed)
            : comparison.Count(sampler.Seen, sampler.Failed);
        var verdict = TrialJudge.Judge(comparison, clock.GetElapsedTime(begun), options);
        if (verdict is null)
        {
            return true;
        }

        // After the swap, nobody to compare with is no reason to go back.
        if (verdict.Passed || (verdict.TooFew && !order.OtherIsNew))
        {
            End(fault: null, verdict.Text);
        }
        else
        {
            End(new RefusedReleaseException(RefusalReason.Worse, verdict.Text));
        }

        return false;
    }

    private void TellProgress()
    {
        var text = TrialJudge.Progress(comparison, clock.GetElapsedTime(begun), options);
        Context.Parent.Tell(new CandidateProgress(order.Release, order.Release.Bytes, Resent: 0, text));
    }

    private void End(RefusedReleaseException? fault, string praise = "")
    {
        // Whichever is to be live next is handed over warm.
        var loaded = fault is null == order.OtherIsNew ? network : null;
        network = loaded is null ? network : null;
        Context.Parent.Tell(new TrialEnded(order.Release, fault, praise, loaded));
        Context.Stop(Self);
    }

    /// <summary>To itself: load. In a message, so that what goes wrong is this actor's own affair.</summary>
    private sealed record Begin : INoSerializationVerificationNeeded
    {
        public static readonly Begin Instance = new();
    }

    /// <summary>To itself: look whether it is over, also when no face comes.</summary>
    private sealed record JudgeDue : INoSerializationVerificationNeeded
    {
        public static readonly JudgeDue Instance = new();
    }
}

#pragma warning disable MA0048 // An actor's one way out.
/// <summary>To the parent: the trial is over.</summary>
/// <param name="Release">What was tried.</param>
/// <param name="Fault">Why it did not pass; null: it did.</param>
/// <param name="Praise">How well it did.</param>
/// <param name="Network">The other model, loaded and warm, where it is to be live next; the receiver's from now on.</param>
internal sealed record TrialEnded(Release Release, RefusedReleaseException? Fault, string Praise, FaceNetwork? Network)
    : IDisposable,
        ILocalOnly
{
    public void Dispose() => Network?.Dispose();
}
#pragma warning restore MA0048
