using Vitrine.Training.Monitoring;
using Xunit;

namespace Vitrine.Tests.Training.Monitoring;

public sealed class FitDiagnosisTests
{
    [Fact]
    public void A_validation_loss_that_rises_while_training_loss_falls_is_overfitting_with_its_figures() =>
        OneLine.Says(
            FitDiagnosis.Of(Epochs.OfLosses((0.9, 0.8), (0.5, 0.61), (0.4, 0.63), (0.3, 0.66), (0.2, 0.7)))!,
            "overfitting",
            "3 epochs since epoch 2",
            "0.610 to 0.700",
            "0.500 to 0.200"
        );

    [Fact]
    public void A_rise_of_two_epochs_is_not_yet_named() =>
        Assert.Null(FitDiagnosis.Of(Epochs.OfLosses((0.9, 0.8), (0.6, 0.7), (0.5, 0.61), (0.4, 0.65), (0.3, 0.7))));

    [Fact]
    public void A_rise_within_the_noise_is_not_named() =>
        Assert.Null(FitDiagnosis.Of(Epochs.OfLosses((0.5, 0.61), (0.4, 0.615), (0.3, 0.62), (0.2, 0.62))));

    [Fact]
    public void Losses_that_rise_together_are_not_overfitting() =>
        Assert.Null(FitDiagnosis.Of(Epochs.OfLosses((0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9))));

    [Fact]
    public void A_wide_gap_between_the_accuracies_is_overfitting_with_its_figures() =>
        OneLine.Says(
            FitDiagnosis.Of(Epochs.OfAccuracies((0.9, 0.8), (0.94, 0.8), (0.95, 0.8), (0.96, 0.8)))!,
            "overfitting",
            "0.95 is 0.15 above",
            "0.80"
        );

    [Fact]
    public void One_epoch_with_a_gap_names_nothing() =>
        Assert.Null(FitDiagnosis.Of(Epochs.OfAccuracies((0.8, 0.8), (0.85, 0.8), (0.85, 0.8), (0.95, 0.8))));

    [Fact]
    public void Accuracies_that_stay_low_are_underfitting_with_their_figures() =>
        OneLine.Says(
            FitDiagnosis.Of(Epochs.OfAccuracies((0.3, 0.3), (0.41, 0.4), (0.41, 0.39), (0.415, 0.4), (0.418, 0.4)))!,
            "underfitting",
            "0.42",
            "0.40",
            "flat for 4 epochs"
        );

    [Fact]
    public void Low_accuracies_that_still_rise_are_not_yet_underfitting() =>
        Assert.Null(FitDiagnosis.Of(Epochs.OfAccuracies((0.3, 0.3), (0.35, 0.34), (0.38, 0.36), (0.4, 0.39))));

    [Fact]
    public void Accuracies_that_stay_high_are_neither() =>
        Assert.Null(FitDiagnosis.Of(Epochs.OfAccuracies((0.9, 0.88), (0.9, 0.88), (0.9, 0.88), (0.9, 0.88))));

    [Fact]
    public void The_first_epochs_show_nothing_yet()
    {
        Assert.Null(FitDiagnosis.Of([]));
        Assert.Null(FitDiagnosis.Of(Epochs.OfAccuracies((0.9, 0.5), (0.95, 0.5))));
    }

    [Fact]
    public void A_loss_that_is_no_number_names_nothing() =>
        Assert.Null(
            FitDiagnosis.Of(Epochs.OfLosses((0.5, double.NaN), (0.4, double.NaN), (double.NaN, 0.5), (0.3, double.NaN)))
        );
}
