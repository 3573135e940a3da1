namespace Licensing.Kits;

/// <summary>The group that ties a dictated code to its kit without the kit's number being dictated. Dictation codes, section 1.6.</summary>
public static class PinLink
{
    /// <summary>LINK of the PIN code that carries the license, 0 to 996.</summary>
    public static int Of(KitNumber kit, PinCode currentPin) =>
        SaltedHash.Reduced("LC/link/1", kit.Digits, currentPin.Digits, Dictation.Groups.Modulus);
}
