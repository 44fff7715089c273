namespace Vitrine.Tests.Actors.Rollout.Installation;

internal sealed class PowerLostException : Exception;
