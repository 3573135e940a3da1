using Licensing.Computers;

namespace LicenseClient;

/// <summary>Names of the key parameters for a person.</summary>
internal static class ParameterTexts
{
    /// <summary>The name; null stands for the mark of a virtual machine.</summary>
    internal static string Name(KeyParameter? parameter) => Texts.Of(parameter is { } one ? $"Parameter{one}" : "ParameterVirtual");
}
