namespace Vitrine.Dataflow;

/// <summary>
/// Marks what must never leave this process: leased native memory, and every message that carries it. The wire's
/// serializer refuses it loudly.
/// </summary>
public interface ILocalOnly;
