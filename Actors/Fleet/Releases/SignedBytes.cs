using Google.Protobuf;

namespace Vitrine.Fleet.Releases;

/// <summary>What a signature is made over: what kind of message it is, then its bytes, so that no other message fits.</summary>
internal static class SignedBytes
{
    /// <summary>The bytes to sign.</summary>
    public static byte[] Of(ByteString statement) => [.. "vitrine.rollout.v1.Statement\n"u8, .. statement.Span];
}
