using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Vitrine.Hosts.Web;

/// <summary>
/// Leaves signals to whoever runs the host and waits with a token. The usual lifetime takes them itself, and one that comes while
/// the host is starting breaks the start off: a service that is stopped then looks like one that failed.
/// </summary>
public sealed class CallersLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Gives a host this lifetime.</summary>
    public static void Add(IServiceCollection services) => services.AddSingleton<IHostLifetime, CallersLifetime>();
}
