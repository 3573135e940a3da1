using Licensing.Acquisitions;
using Licensing.Kits;

namespace Licensing.Files;

/// <summary>Names of methods and license types in files. Formats, section 2.</summary>
public static class LicenseNames
{
    /// <summary>The name of a method.</summary>
    public static string Name(this Method method) => method switch
    {
        Method.Phone => "phone",
        Method.File => "file",
        Method.Automatic => "automatic",
    };

    /// <summary>The name of a license type.</summary>
    public static string Name(this LicenseType type) => type switch
    {
        LicenseType.SingleUser => "singleUser",
        LicenseType.MultiUser => "multiUser",
        LicenseType.Server => "server",
    };

    /// <summary>The value with this name, to the letter; null when there is none.</summary>
    internal static T? Find<T>(string name, Func<T, string> nameOf)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (nameOf(value) == name)
            {
                return value;
            }
        }

        return null;
    }
}
