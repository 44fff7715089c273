namespace Vitrine.Tests.Device;

internal sealed class PowerLostException : Exception;
