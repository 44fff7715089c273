namespace Vitrine.Training.Cluster.Clients;

/// <summary>What a client may do; each may what those before it may.</summary>
public enum ClientRights
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>See jobs and what they left.</summary>
    Read,

    /// <summary>Submit, cancel and resume.</summary>
    Order,
}
