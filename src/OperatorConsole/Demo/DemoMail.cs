using System.Globalization;
using System.Text;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Files;
using Licensing.Kits;
using Licensing.Owners;
using MimeKit;
using OperatorConsole.Issuing;
using OperatorConsole.Mail;
using OperatorConsole.Mail.Mailboxes;
using OperatorConsole.Shell;

namespace OperatorConsole.Demo;

/// <summary>Fills the demo's mailbox: a dozen mails as customers write them, taken by the same pipeline as any other.</summary>
internal sealed class DemoMail(MailSettings settings, PublicKeys keys, SweepMail sweep, CenterClock clock)
{
    private static readonly KeyParameters Office = new()
    {
        OsName = "Windows 11 Pro",
        OsVersion = "10.0.26100",
        OsSerial = "00330-80000-00000-AA812",
        OsInstallDate = "2025-03-14",
        Host = "BUH-2",
        Motherboard = "Gigabyte H610M K",
        Bios = "UEFI American Megatrends F24",
        RamMib = 16384,
        Cpus = ["GenuineIntel|6.151.5|12th Gen Intel(R) Core(TM) i5-12400"],
        Nics = ["D8-5E-D3-41-07-9C"],
        Disks = ["Samsung SSD 980 500GB|S64DNX0T812345"],
    };

    private static readonly OwnerDetails Romashka = new() { Organization = "ООО «Ромашка»", LastName = "Кузнецова", FirstName = "Ирина", Email = "buh@romashka.example", Town = "Казань" };
    private static readonly OwnerDetails Vector = new() { Organization = "Vector Ltd.", LastName = "Orlova", FirstName = "Anna", Email = "anna@vector.example", Town = "Riga" };
    private static readonly OwnerDetails Sever = new() { Organization = "АО «Северный порт»", LastName = "Ильин", FirstName = "Пётр", Email = "it@severport.example", Town = "Мурманск" };
    private int _delivered;

    /// <summary>Delivers and takes them.</summary>
    /// <param name="kits">Kits that nobody has used, four of them.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task FillAsync(IReadOnlyList<Kit> kits, CancellationToken cancellation)
    {
        foreach (var mail in First(kits))
        {
            await DeliverAsync(mail, cancellation);
        }

        // What follows refers to the licenses that the first ones got.
        await sweep.WholeAsync(cancellation);
        foreach (var mail in Rest(kits))
        {
            await DeliverAsync(mail, cancellation);
        }

        await sweep.WholeAsync(cancellation);
    }

    private IEnumerable<MimeMessage> First(IReadOnlyList<Kit> kits) =>
    [
        WithFile(Write("Anna Orlova", Vector.Email, "License request", "Good day,\n\nour new workstation needs a license. The request file is attached.\n\nAnna Orlova, Vector Ltd."), Request(kits[0], Vector, Office with { Host = "vector-07" })),
        WithFile(Write("Пётр Ильин", Sever.Email, "Получение лицензии", "Добрый день!\n\nПросим выдать лицензию, файл запроса во вложении.\n\nИльин П. С., АО «Северный порт»"), Request(kits[1], Sever, Office with { Host = "PORT-11" })),
    ];

    private IEnumerable<MimeMessage> Rest(IReadOnlyList<Kit> kits)
    {
        yield return WithFile(
            Write("Бухгалтерия Ромашка", Romashka.Email, "Запрос лицензии для нового компьютера", "Здравствуйте!\n\nПоставили программу на новый компьютер бухгалтера. Файл запроса прилагаю.\n\nКузнецова Ирина", vouched: false),
            Request(kits[2], Romashka, Office));
        yield return WithFile(
            Write("Пётр Ильин", Sever.Email, "Восстановление лицензии после ремонта", "Добрый день!\n\nСгорела материнская плата, заменили на другую. Диск и память прежние. Пинкод указали тот же.\n\nИльин"),
            Request(kits[1], Sever, Office with { Host = "PORT-11", Motherboard = "ASUS PRIME H610M-E", Bios = "UEFI American Megatrends 3010" }, Operation.Restore));
        yield return WithFile(
            Write("Accounts", "accounts@vektor-trade.example", "Restoring our license", "Hello,\n\nwe reinstalled the system on the same computer and need the license again.\n\nRegards, Olga"),
            Request(kits[0], Vector with { Organization = "Vektor Trade", Email = "accounts@vektor-trade.example" }, Office with { Host = "vector-07" }, Operation.Restore));
        yield return Write("Martin Berg", "martin@nordic-trade.example", "How do I move the program to another laptop?", "Hi,\n\nI bought a new laptop. Can I install the program there with the same PIN codes, or do I need new ones?\n\nThanks, Martin");
        yield return Write("Сергей", "sergey@stroymontazh.example", "Не запускается программа", "Добрый день. После обновления программа пишет, что лицензия не найдена. Что нам делать? Номер комплекта не помню, коробка в другом офисе.");
        yield return Automatic(Write("Olga Petrova", "olga@baltic-foods.example", "Out of office: License for kit", "I am away until Monday. In urgent cases write to my colleague."));
        yield return Write("Ирина Кузнецова", Romashka.Email, "Запрос дополнительных пинкодов", $"Здравствуйте!\n\nКомплект {kits[2].Number.Digits}, компания ООО «Ромашка». Заменяем пинкод, который заканчивается на {kits[2].Sets[0].Pins[0].Code.Digits[^3..]}: сгорела материнская плата, запасные пинкоды закончились.\n\nКузнецова");
        yield return Write("Anna Orlova", Vector.Email, "Request for additional PIN codes", $"Good day,\n\nkit {kits[0].Number.Digits}, Vector Ltd. We replaced two computers this year and have no spare PIN codes left. We need one for the reception desk.\n\nAnna Orlova");
        yield return WithFile(Write("Janis", "janis@baltic-foods.example", "request file", "see attached"), "{\"format\":\"license-request/1\",\"operation\":\"initial\",\"kit\":\"075312509\",\"pin\":\"12\"}");
        yield return Forwarded(
            Write("Reseller Support", "support@reseller.example", "Fwd: License request", "Please help our customer, see the forwarded message."),
            WithFile(Write("Peter", "peter@customer.example", "License request", "Request attached."), Request(kits[3], Vector with { Organization = "Peter's Bakery", Email = "peter@customer.example" }, Office with { Host = "bakery" })));
        yield return Html(Write("Елена Смирнова", "elena@vektor.example", "Вопрос по серверной лицензии", "Добрый день! Сколько серверов можно подключить по одной серверной лицензии?"));
        yield return TooManyParts(Write("Scanner", "scanner@archive.example", "Scanned pages", ""));
    }

    private static MimeMessage Write(string name, string address, string subject, string text, bool vouched = true)
    {
        var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        var domain = address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..];
        message.From.Add(new MailboxAddress(name, address));
        message.To.Add(new MailboxAddress("Licensing Center", "licensing@center.example"));
        if (vouched)
        {
            message.Headers.Insert(0, "Authentication-Results", $"center.example; spf=pass smtp.mailfrom={domain}; dkim=pass header.d={domain}");
        }

        return message;
    }

    private MimeMessage WithFile(MimeMessage message, LicenseRequestFile request) =>
        WithFile(message, EncryptedRequest.Write(request, keys.Published.JoseKeys.First(k => k.Use == JoseUse.Encryption)));

    private static MimeMessage WithFile(MimeMessage message, string file)
    {
        message.Body = new Multipart("mixed")
        {
            message.Body!,
            new MimePart("application", "octet-stream")
            {
                FileName = "request.licreq",
                ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
                ContentTransferEncoding = ContentEncoding.Base64,
                Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(file))),
            },
        };
        return message;
    }

    private static MimeMessage Automatic(MimeMessage message)
    {
        message.Headers.Add("Auto-Submitted", "auto-replied");
        return message;
    }

    private static MimeMessage Forwarded(MimeMessage message, MimeMessage inner)
    {
        message.Body = new Multipart("mixed") { message.Body!, new MessagePart("rfc822") { Message = inner } };
        return message;
    }

    private static MimeMessage Html(MimeMessage message)
    {
        var text = (TextPart)message.Body!;
        message.Body = new MultipartAlternative
        {
            text,
            new TextPart("html") { Text = $"<p style=\"color:navy\">{text.Text}</p><table border=1><tr><td>Сервер</td><td>2</td></tr></table><img src=\"https://tracker.example/open.gif\"><p><a href=\"https://vektor.example\">Наш сайт</a></p>" },
        };
        return message;
    }

    private static MimeMessage TooManyParts(MimeMessage message)
    {
        const int Pages = 120;
        var pages = new Multipart("mixed") { message.Body! };
        for (var page = 1; page <= Pages; page++)
        {
            pages.Add(new TextPart("plain") { Text = string.Create(CultureInfo.InvariantCulture, $"page {page}"), FileName = string.Create(CultureInfo.InvariantCulture, $"page-{page}.txt") });
        }

        message.Body = pages;
        return message;
    }

    private static LicenseRequestFile Request(Kit kit, OwnerDetails owner, KeyParameters computer, Operation operation = Operation.Initial) => new()
    {
        Operation = operation,
        Kit = kit.Number,
        Pin = kit.Sets[0].Pins[0].Code,
        Unchanged = operation == Operation.Restore ? true : null,
        Owner = owner,
        Computer = computer,
        Program = "license-client 1.0",
    };

    private async Task DeliverAsync(MimeMessage message, CancellationToken cancellation)
    {
        message.Date = clock.Now;
        using var bytes = new MemoryStream();
        await message.WriteToAsync(bytes, cancellation);
        message.Dispose();
        var folder = settings.Mailboxes.OfType<MaildirSettings>().First().Folder;
        await Maildir.DeliverAsync(folder, string.Create(CultureInfo.InvariantCulture, $"{clock.Now.ToUnixTimeSeconds() + _delivered++}.demo"), bytes.ToArray(), cancellation);
    }
}
