namespace Licensing.Acquisitions;

/// <summary>What the customer asks for. Guide: "General procedure" and "Restoring licenses".</summary>
public enum Operation
{
    /// <summary>The first license with this PIN code.</summary>
    Initial,

    /// <summary>The same license again with the same PIN code: the key parameters are said to be unchanged.</summary>
    Restore,

    /// <summary>The license moves from the current PIN code to a spare one of the same set.</summary>
    RestoreWithSpare,
}

/// <summary>How the request came. Web upload and mail are one method. Guide: "Restoring licenses", last paragraph.</summary>
public enum Method
{
    /// <summary>Dictated to an operator.</summary>
    Phone,

    /// <summary>A request file, uploaded or mailed.</summary>
    File,

    /// <summary>The customer's program over HTTP.</summary>
    Automatic,
}

/// <summary>Which methods count as one where a restoration must come as the acquisition did.</summary>
public enum MethodFamily
{
    /// <summary>Phone, file and automatic are three. Guide: "Restoring licenses".</summary>
    Exact,

    /// <summary>File and automatic are one.</summary>
    FileAndAutomatic,
}

/// <summary>Which methods do where one was used first.</summary>
public static class MethodFamilies
{
    /// <summary>The methods by which a license can be restored.</summary>
    /// <param name="first">The method of its first acquisition.</param>
    /// <param name="family">Which methods count as one.</param>
    public static IReadOnlyList<Method> RestoredBy(this Method first, MethodFamily family) =>
        family == MethodFamily.FileAndAutomatic && first != Method.Phone ? [Method.File, Method.Automatic] : [first];
}

/// <summary>How a recorded request ended.</summary>
public enum Outcome
{
    /// <summary>A license was given or moved.</summary>
    Granted,

    /// <summary>The same request as before: the stored answer again, nothing spent.</summary>
    Repeated,

    /// <summary>A guard objected; the reason code says which.</summary>
    Refused,
}
