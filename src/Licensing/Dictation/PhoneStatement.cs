using Licensing.Kits;

namespace Licensing.Dictation;

/// <summary>What is signed when a license is given by phone. Dictation codes, section 1.7.</summary>
public static class PhoneStatement
{
    /// <summary>The statement, ASCII with line feeds. It holds the PIN: a secret.</summary>
    /// <param name="kit">The kit.</param>
    /// <param name="requestGroups">The 16 groups of the request.</param>
    public static string For(KitNumber kit, ReadOnlySpan<int> requestGroups) =>
        $"LC-PHONE-LICENSE/1\nkit={kit.Digits}\nrequest={Groups.Digits(requestGroups)}\nlicense=single-user\nseats=1\n";
}
