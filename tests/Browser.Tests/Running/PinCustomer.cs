using System.Text;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Files;
using Licensing.Kits;
using Licensing.Owners;
using MimeKit;
using OperatorConsole.Issuing;
using OperatorConsole.Mail.Intake;

namespace Browser.Tests.Running;

/// <summary>A customer whose kit is used up: the last PIN carries the license on a computer that has got another motherboard since.</summary>
internal sealed class PinCustomer
{
    public const string Address = "anna@vector.example";
    private const string Stamp = "Authentication-Results: center.example; spf=pass smtp.mailfrom=vector.example; dkim=pass header.d=vector.example\r\n";

    private static readonly OwnerDetails Company = new() { Organization = "ООО «Вектор»", LastName = "Орлова", FirstName = "Анна", Email = Address };
    private readonly CenterFixture _center;
    private readonly string _folder;

    private PinCustomer(CenterFixture center, NewKit kit, string folder) =>
        (_center, Kit, _folder, Program) = (center, kit, folder, new CustomerProgram(folder, center.CenterKeys));

    public NewKit Kit { get; }

    public CustomerProgram Program { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Owner => Path.Combine(_folder, "owner.json");

    public static async Task<PinCustomer> StartAsync(CenterFixture center)
    {
        var folder = Directory.CreateDirectory(Path.Combine(center.Place, Path.GetRandomFileName())).FullName;
        var customer = new PinCustomer(center, await center.KitAsync(), folder);
        await File.WriteAllTextAsync(customer.Owner, OwnerFile.Write(Company), Cancellation);
        var here = ComputerFile.Read((await customer.Program.RunAsync("computer", "--json")).Require(0));
        var before = here with { Motherboard = "ASUSTeK COMPUTER INC. PRIME B550M-A" };
        await customer.AnswerAsync(customer.Request(before, customer.Kit.Pin(), null));
        await customer.AnswerAsync(customer.Request(before, customer.Kit.Pin(2), customer.Kit.Pin()));
        await customer.AnswerAsync(customer.Request(before, customer.Kit.Pin(3), customer.Kit.Pin(2)));
        return customer;
    }

    /// <summary>Mails a request for an additional PIN code, with the request file of the customer's own program.</summary>
    /// <returns>Its reference.</returns>
    public async Task<string> AskAsync(string from = Address, string? text = null, bool file = true)
    {
        var letter = new StringBuilder(Stamp).Append("From: Anna Orlova <").Append(from).Append(">\r\nTo: licensing@center.example\r\nMIME-Version: 1.0\r\n")
            .Append("Subject: =?utf-8?B?").Append(Convert.ToBase64String(Encoding.UTF8.GetBytes("Запрос дополнительных пинкодов"))).Append("?=\r\nContent-Type: multipart/mixed; boundary=b1\r\n\r\n")
            .Append("--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n").Append(text ?? Text).Append("\r\n");
        if (file)
        {
            var path = Path.Combine(_folder, "current.licreq");
            (await Program.RunAsync("request", "--kit", Kit.Number.Digits, "--pin", Kit.Pin(3).Digits, "--operation", "restore", "--owner", Owner, "--center-keys", _center.CenterKeys, "--out", path)).Require(0);
            letter.Append("--b1\r\nContent-Type: application/octet-stream; name=\"current.licreq\"\r\nContent-Disposition: attachment; filename=\"current.licreq\"\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                .Append(Convert.ToBase64String(await File.ReadAllBytesAsync(path, Cancellation), Base64FormattingOptions.InsertLineBreaks)).Append("\r\n");
        }

        var outcome = await _center.Staff.Get<TakeFile>().RunAsync(Encoding.UTF8.GetBytes(letter.Append("--b1--\r\n").ToString()), Cancellation);
        return outcome.Reference ?? throw new InvalidOperationException($"{outcome}");
    }

    public string Text => $"Здравствуйте!\nРегистрационный номер комплекта: {Kit.Number.Digits}\nОрганизация: ООО «Вектор»\nЗаменить пинкод: {Kit.Pin(3).Spoken}\nПричина: сгорела материнская плата, поставили другую\n";

    /// <summary>The PIN code in the letter that went out, once it did.</summary>
    public async Task<PinCode> ReceiveAsync()
    {
        var folder = Path.Combine(_center.Place, "data", "demo", "mail", "out", "new");
        for (var patience = 0; patience < 300; patience++)
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
            {
                var letter = await MimeMessage.LoadAsync(file, Cancellation);
                if (letter.To.Mailboxes.Single().Address == Address && letter.Subject!.Contains(Kit.Number.Digits, StringComparison.Ordinal)
                    && (letter.TextBody ?? "").Split('\n').Select(l => PinCode.Parse(l.Trim(), out var pin) == PinFault.None ? pin : (PinCode?)null).FirstOrDefault(p => p is not null) is { } found)
                {
                    return found;
                }
            }

            await Task.Delay(200, Cancellation);
        }

        throw new TimeoutException("No letter with a PIN code came.");
    }

    /// <summary>The customer's program restores the license on the repaired computer with the new PIN code.</summary>
    public async Task RestoreAsync(PinCode pin)
    {
        var request = Path.Combine(_folder, "restore.licreq");
        (await Program.RunAsync(
            "request", "--kit", Kit.Number.Digits, "--pin", pin.Digits, "--current-pin", Kit.Pin(3).Digits, "--operation", "restoreWithSpare", "--owner", Owner, "--center-keys", _center.CenterKeys, "--out", request)).Require(0);
        await File.WriteAllBytesAsync(Program.License, await AnswerAsync(await File.ReadAllBytesAsync(request, Cancellation)), Cancellation);
    }

    private byte[] Request(KeyParameters computer, PinCode pin, PinCode? current) => Encoding.UTF8.GetBytes(LicenseRequestFile.Write(new LicenseRequestFile
    {
        Operation = current is null ? Operation.Initial : Operation.RestoreWithSpare,
        Kit = Kit.Number,
        Pin = pin,
        CurrentPin = current,
        Unchanged = current is null ? null : false,
        Owner = Company,
        Computer = computer,
    }));

    private async Task<byte[]> AnswerAsync(byte[] file) =>
        (await _center.Staff.Get<AnswerFile>().RunAsync(file, Method.File, new RequestSource("page", "page"), Cancellation)).ShouldBeOfType<FileAnswer.Issued>().File;
}
