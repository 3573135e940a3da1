using System.Text;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Files;
using Licensing.Owners;

namespace Browser.Tests.Running;

/// <summary>A customer who writes to the Center of the ring: each mail goes through the pipeline as if it had arrived.</summary>
internal sealed class Mailing(CenterFixture center)
{
    private const string Stamp = "Authentication-Results: center.example; spf=pass smtp.mailfrom=vector.example; dkim=pass header.d=vector.example\r\n";

    /// <summary>An address that nobody else of the ring writes from.</summary>
    public string Address { get; } = $"c{Guid.CreateVersion7(DateTimeOffset.UnixEpoch):N}@vector.example";

    /// <summary>A request file in order, from a sender whom nobody vouches for: routine work of a clerk.</summary>
    public Task<string> RoutineAsync(NewKit kit, Operation operation = Operation.Initial, KeyParameters? computer = null)
    {
        var file = LicenseRequestFile.Write(new LicenseRequestFile
        {
            Operation = operation,
            Kit = kit.Number,
            Pin = kit.Pin(),
            Unchanged = operation == Operation.Restore ? true : null,
            Owner = new OwnerDetails { Organization = "Vector Ltd.", LastName = "Orlova", Email = Address },
            Computer = computer ?? Office,
        });
        return TakeAsync($"{Head("License request")}Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGood day, please see the file.\r\n"
            + $"--b1\r\nContent-Type: application/octet-stream; name=\"r.licreq\"\r\nContent-Disposition: attachment; filename=\"r.licreq\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(file), Base64FormattingOptions.InsertLineBreaks)}\r\n--b1--\r\n");
    }

    /// <summary>A letter without a file.</summary>
    public Task<string> WriteAsync(string subject, string text) => TakeAsync($"{Head(subject)}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n");

    /// <summary>A letter in HTML that would like to run a script and to load a picture.</summary>
    public Task<string> WriteHtmlAsync(string subject) => TakeAsync(
        $"{Head(subject)}Content-Type: text/html; charset=utf-8\r\n\r\n<p>Shown words</p><script>parent.document.title='taken'</script><img src=\"https://tracker.example/open.gif\" onerror=\"parent.document.title='taken'\">\r\n");

    public static KeyParameters Office { get; } = new()
    {
        OsName = "Debian GNU/Linux",
        OsVersion = "12",
        Host = "sirena",
        Motherboard = "ASUS B550",
        Bios = "UEFI AMI 1",
        RamMib = 16384,
        Cpus = ["AMD|25.33.0|Ryzen"],
        Nics = ["A0-36-BC-12-34-56"],
        Disks = ["Samsung|1"],
    };

    private string Head(string subject) => $"{(subject.StartsWith("Re:", StringComparison.Ordinal) ? Stamp : "")}From: Anna Orlova <{Address}>\r\nTo: licensing@center.example\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n";

    private Task<string> TakeAsync(string mail) => center.Staff.TakeMailAsync(Encoding.UTF8.GetBytes(mail));
}
