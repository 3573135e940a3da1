namespace LicenseClient.Readers;

/// <summary>Serial numbers of disks as tools tell them.</summary>
internal static class DiskSerial
{
    /// <summary>The first that is one; none when all are empty or stand-ins of zeros, which every disk of a kind has alike.</summary>
    internal static string Told(params ReadOnlySpan<string> told)
    {
        foreach (var serial in told)
        {
            if (serial.Trim('0', '_', '-', '.', ' ').Length > 0)
            {
                return serial;
            }
        }

        return "";
    }
}
