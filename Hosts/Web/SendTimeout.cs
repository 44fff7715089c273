using System.IO.Pipelines;

namespace Vitrine.Hosts.Web;

/// <summary>How long a client may let what is written wait, so that one that does not read costs its own connection only.</summary>
public static class SendTimeout
{
    /// <summary>For as much as fits into a connection's buffers, tens of kilobytes.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Sends what was written; waits while the client reads too slowly.</summary>
    /// <param name="body">Where it was written.</param>
    /// <param name="clock">Measures how long the client lets it wait.</param>
    /// <param name="gone">Cancelled when the client has gone.</param>
    /// <exception cref="StalledClientException">It does not read.</exception>
    /// <exception cref="OperationCanceledException">It has gone.</exception>
    public static async Task SendAsync(this PipeWriter body, TimeProvider clock, CancellationToken gone)
    {
        try
        {
            await body.FlushAsync(gone).AsTask().WaitAsync(Limit, clock, gone);
        }
        catch (TimeoutException late)
        {
            throw new StalledClientException($"read nothing for {Limit.TotalSeconds} s", late);
        }
    }
}
