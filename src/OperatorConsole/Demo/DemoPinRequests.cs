using System.Text;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Files;
using Licensing.Kits;
using Licensing.Owners;
using OperatorConsole.Issuing;
using OperatorConsole.Mail.Intake;

namespace OperatorConsole.Demo;

/// <summary>Letters of the demo that ask for additional PIN codes: one that can be approved, one from a strange address, one that says too little.</summary>
internal sealed class DemoPinRequests(AnswerFile answer, TakeFile take)
{
    private static readonly KeyParameters Computer = new()
    {
        OsName = "Microsoft Windows 11 Pro",
        OsVersion = "10.0.26100",
        OsSerial = "00330-80000-00000-AA417",
        OsInstallDate = "1735689600",
        Host = "BUH-1",
        Motherboard = "ASUSTeK PRIME B550M-A",
        Bios = "UEFI American Megatrends 2803",
        RamMib = 16304,
        Cpus = ["AuthenticAMD|25.33.0|Ryzen 5 5600X"],
        Nics = ["A0-36-BC-12-34-56"],
        Disks = ["Samsung SSD 980|S64DNX0R"],
    };

    /// <summary>Uses a kit up, computer by computer, and writes the letters.</summary>
    /// <param name="kit">A kit of the base delivery that nobody has used.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task FillAsync(Kit kit, CancellationToken cancellation)
    {
        var owner = new OwnerDetails { Organization = "ООО «Ромашка»", LastName = "Иванова", FirstName = "Мария", Email = "buh@romashka.example", Town = "Тверь" };
        var pins = kit.Pins.Select(p => p.Code).ToList();
        var request = new LicenseRequestFile { Operation = Operation.Initial, Kit = kit.Number, Pin = pins[0], Owner = owner, Computer = Computer with { Host = "BUH-OLD", Disks = ["WDC WD10EZEX|WD-1"] } };
        await AnswerAsync(request, cancellation);
        foreach (var (current, spare) in pins.Zip(pins.Skip(1)))
        {
            request = request with { Operation = Operation.RestoreWithSpare, Pin = spare, CurrentPin = current, Unchanged = false, Computer = spare == pins[^1] ? Computer : Computer with { Motherboard = "Gigabyte H410M" } };
            await AnswerAsync(request, cancellation);
        }

        var repaired = LicenseRequestFile.Write(request with { Operation = Operation.Restore, Pin = pins[^1], CurrentPin = null, Unchanged = true, Computer = Computer with { Motherboard = "MSI PRO B550M-P", Bios = "UEFI American Megatrends 7D95" } });
        await MailAsync("buh@romashka.example", "Запрос дополнительных пинкодов", $"""
            Здравствуйте!

            Регистрационный номер комплекта: {kit.Number.Digits}
            Организация: ООО «Ромашка»
            Заменить пинкод: {pins[^1].Spoken}
            Причина: сгорела материнская плата, поставили другую. Файл запроса приложен.
            """, repaired, cancellation);
        await MailAsync("shop@elsewhere.example", "Request for additional PIN codes", $"""
            Good day,

            kit number {kit.Number.Digits}, PIN code to replace {pins[^1].Spoken}.
            Company: ООО «Ромашка»
            Reason: new computer.
            """, null, cancellation);
        await MailAsync("info@vector.example", "Another PIN code", $"""
            Good day,

            please send us another PIN code, ours are used up.
            """, null, cancellation);
    }

    private async Task AnswerAsync(LicenseRequestFile request, CancellationToken cancellation)
    {
        if (await answer.RunAsync(request, Method.File, new RequestSource("", "file"), cancellation) is not FileAnswer.Issued)
        {
            throw new InvalidOperationException("The demo's customer got no license.");
        }
    }

    // As the demo's receiving server would stamp it.
    private Task<MailOutcome> MailAsync(string from, string subject, string text, string? file, CancellationToken cancellation)
    {
        var domain = from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..];
        using var message = new MimeKit.MimeMessage { Subject = subject };
        message.Headers.Insert(0, MimeKit.HeaderId.AuthenticationResults, $"center.example; spf=pass smtp.mailfrom={domain}; dkim=pass header.d={domain}");
        message.From.Add(new MimeKit.MailboxAddress("", from));
        message.To.Add(new MimeKit.MailboxAddress("", "licensing@center.example"));
        var body = new MimeKit.BodyBuilder { TextBody = text };
        if (file is not null)
        {
            body.Attachments.Add("current.licreq", Encoding.UTF8.GetBytes(file));
        }

        message.Body = body.ToMessageBody();
        using var bytes = new MemoryStream();
        message.WriteTo(bytes, cancellation);
        return take.RunAsync(bytes.ToArray(), cancellation);
    }
}
