using Data.Sealing;

namespace OperatorConsole.Issuing;

/// <summary>The look-up key of a request: the same for the same request, and only for it.</summary>
/// <remarks>Formats and interfaces, section 1: the first 16 bytes of a keyed hash of the canonical form. Never a plain hash: a PIN has only 40 bits.</remarks>
internal static class RequestKeys
{
    private const int Length = 16;

    internal static byte[] Of(Vault vault, string canonicalForm) => vault.Lookup("request", canonicalForm)[..Length];

    internal static string Text(byte[]? key) => key is null ? "" : Convert.ToHexStringLower(key);
}
