namespace LicenseClient.Readers;

/// <summary>Stands where no reader for the system exists: it says so, and asks for a file.</summary>
/// <param name="system">The system's name.</param>
internal sealed class UnservedReader(string system) : IComputerReader
{
    /// <inheritdoc/>
    public ComputerReading Read() => throw Stopped.Refused(Texts.Of("SystemNotServed", system));
}
