namespace Vitrine.Fleet;

/// <summary>One side of a connection, as its certificate says.</summary>
/// <param name="Socket">Its address and port.</param>
/// <param name="Subject">The certificate's subject, for a person.</param>
/// <param name="Name">The first DNS name that the certificate bears, or its common name where it bears none; any text.</param>
internal sealed record CertifiedPeer(string Socket, string Subject, string Name);
