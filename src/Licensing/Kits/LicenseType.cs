namespace Licensing.Kits;

/// <summary>What a license of a set allows. Guide: "Acquiring and using client licenses", "Acquiring server licenses".</summary>
public enum LicenseType
{
    /// <summary>One computer, any number of sessions on it; one set of n workstations gives n of them.</summary>
    SingleUser,

    /// <summary>A number of sessions counted at the server; one license a set.</summary>
    MultiUser,

    /// <summary>The server itself; no seats.</summary>
    Server,
}

/// <summary>Where a PIN code of a set came from. Both kinds are drawn and used alike.</summary>
public enum PinOrigin
{
    /// <summary>Printed in the kit's letter.</summary>
    Kit,

    /// <summary>Joined the set after a review. Guide: "Acquiring additional PIN codes".</summary>
    Additional,
}
