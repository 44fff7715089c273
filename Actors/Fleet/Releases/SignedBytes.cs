using Google.Protobuf;

namespace Vitrine.Fleet.Releases;

/// <summary>What a signature is made over: what kind of message it is, then its bytes, so that no other message fits.</summary>
internal static class SignedBytes
{
    /// <summary>The bytes to sign of a release's statement.</summary>
    public static byte[] OfStatement(ByteString statement) =>
        [.. "vitrine.rollout.v1.Statement\n"u8, .. statement.Span];

    /// <summary>The bytes to sign of a change of keys.</summary>
    public static byte[] OfKeyChange(ByteString change) => [.. "vitrine.rollout.v1.KeyChange\n"u8, .. change.Span];
}
