using Vitrine.Wire;

namespace Vitrine.Windows;

/// <summary>
/// A place that windows are sent to. Whoever runs it reads the windows, sends one at a time in order, tries again for ever and keeps
/// how far it got; the sink only has to deliver. Disposing closes what is open.
/// </summary>
public interface IWindowSink : IDisposable
{
    /// <summary>Its name in config.hocon and in the log, for example "mqtt".</summary>
    string Name { get; }

    /// <summary>The address for the log, without secrets.</summary>
    string Place { get; }

    /// <summary>Whether it takes the windows that closed before its first start; else it begins with the next.</summary>
    bool TakesBacklog => true;

    /// <summary>What the operator should know although windows are delivered, in one line; null: nothing.</summary>
    string? Notice => null;

    /// <summary>
    /// Connects, where a connection is kept and none stands. Called before windows are sent and every few seconds in between.
    /// </summary>
    /// <exception cref="Exception">The place cannot be reached; the message is one line.</exception>
    ValueTask ConnectAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Delivers a window: once this has returned, it is never sent again.</summary>
    /// <exception cref="BadInputException">The place refuses it until the operator changes something; the message says what.</exception>
    /// <exception cref="Exception">It was not delivered, or nobody knows; the message is one line.</exception>
    ValueTask SendAsync(AggregateWindow window, CancellationToken cancellationToken);

    /// <summary>Is told of the newest window, after it was delivered and while there is none behind it.</summary>
    /// <exception cref="Exception">As <see cref="SendAsync"/>; the window itself is not sent again.</exception>
    ValueTask ShowAsync(AggregateWindow newest, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
