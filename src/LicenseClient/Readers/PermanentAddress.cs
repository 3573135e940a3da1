using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace LicenseClient.Readers;

/// <summary>Asks the kernel for the address that an adapter was made with, whatever it is called now.</summary>
internal static class PermanentAddress
{
    private const nuint SocketEthtool = 0x8946;
    private const int GetPermanentAddress = 0x20;
    private const int RequestSize = 40;
    private const int NameSize = 16;
    private const int HeaderSize = 8;
    private const int MostBytes = 32;

    /// <summary>The address; null where the driver does not tell.</summary>
    /// <param name="adapter">Name of the interface.</param>
    internal static string? Of(string adapter)
    {
        var name = Encoding.ASCII.GetBytes(adapter);
        if (!OperatingSystem.IsLinux() || name.Length >= NameSize)
        {
            return null;
        }

        var command = Marshal.AllocHGlobal(HeaderSize + MostBytes);
        var request = Marshal.AllocHGlobal(RequestSize);
        try
        {
            Marshal.Copy(new byte[HeaderSize + MostBytes], 0, command, HeaderSize + MostBytes);
            Marshal.Copy(new byte[RequestSize], 0, request, RequestSize);
            Marshal.WriteInt32(command, GetPermanentAddress);
            Marshal.WriteInt32(command, 4, MostBytes);
            Marshal.Copy(name, 0, request, name.Length);
            Marshal.WriteIntPtr(request, NameSize, command);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            if (IoControl((int)socket.SafeHandle.DangerousGetHandle(), SocketEthtool, request) != 0 || Marshal.ReadInt32(command, 4) != 6)
            {
                return null;
            }

            var address = new byte[6];
            Marshal.Copy(command + HeaderSize, address, 0, address.Length);
            return Array.TrueForAll(address, b => b == 0) ? null : Convert.ToHexString(address);
        }
        catch (SocketException)
        {
            // Without a socket to ask through there is no answer; the adapter is then said to be unreadable.
            return null;
        }
        finally
        {
            Marshal.FreeHGlobal(command);
            Marshal.FreeHGlobal(request);
        }
    }

    [DllImport("libc", EntryPoint = "ioctl")]
    private static extern int IoControl(int descriptor, nuint request, IntPtr argument);
}
