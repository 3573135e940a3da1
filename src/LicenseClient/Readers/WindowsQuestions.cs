namespace LicenseClient.Readers;

/// <summary>What is asked of Windows, in three questions: one that fails or hangs leaves the answers to the others.</summary>
/// <remarks>
/// Single quotes only, so that nothing is lost on the way through the command line, and cmdlets only, which a locked-down
/// Windows allows too. Where it forbids even to choose the output's encoding, the answer is refused if it is not UTF-8.
/// </remarks>
internal static class WindowsQuestions
{
    private const string Before = """
        $ErrorActionPreference = 'Stop'; $WarningPreference = 'SilentlyContinue'; $ProgressPreference = 'SilentlyContinue';
        try { [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false } catch { $null = $_ };
        $answer = @{};
        function Ask($name, $what) { try { $answer[$name] = @(& $what) } catch { $answer[$name + 'Fault'] = $_.Exception.Message } };

        """;

    private const string After = "ConvertTo-Json -InputObject $answer -Depth 4 -Compress";

    /// <summary>The system, the board, the processors, the memory.</summary>
    internal static string System { get; } = Line("""
        Ask 'os' { Get-CimInstance Win32_OperatingSystem | Select-Object Caption, Version, SerialNumber, TotalVisibleMemorySize };
        Ask 'installed' { Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' | Select-Object InstallDate };
        Ask 'computer' { Get-CimInstance Win32_ComputerSystem | Select-Object DNSHostName, Name, Manufacturer, Model, HypervisorPresent };
        Ask 'board' { Get-CimInstance Win32_BaseBoard | Select-Object Manufacturer, Product, HostingBoard };
        Ask 'bios' { Get-CimInstance Win32_BIOS | Select-Object Manufacturer, SMBIOSBIOSVersion };
        Ask 'firmware' { Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Control' | Select-Object PEFirmwareType, @{ n = 'Variable'; e = { $env:firmware_type } } };
        Ask 'memory' { Get-CimInstance Win32_PhysicalMemory | Select-Object Capacity, SMBIOSMemoryType };
        Ask 'cpu' { Get-CimInstance Win32_Processor -Property Manufacturer, Caption, Name | Select-Object Manufacturer, Caption, Name };

        """);

    /// <summary>The network adapters that a person would see, virtual ones too: what does not count is said.</summary>
    internal static string Adapters { get; } = Line("""
        Ask 'nic' { Get-NetAdapter | Select-Object Name, InterfaceDescription, PermanentAddress, HardwareInterface, Virtual, PnPDeviceID, NdisPhysicalMedium };

        """);

    /// <summary>The disks: as storage management sees them, and as the older class does.</summary>
    internal static string Disks { get; } = Line("""
        Ask 'physical' { Get-CimInstance -Namespace root/Microsoft/Windows/Storage MSFT_PhysicalDisk | Select-Object DeviceId, Model, SerialNumber, AdapterSerialNumber, BusType };
        Ask 'drive' { Get-CimInstance Win32_DiskDrive | Select-Object Index, Model, SerialNumber, InterfaceType, MediaType, PNPDeviceID };

        """);

    private static string Line(string questions) => (Before + questions + After).ReplaceLineEndings(" ");
}
