using System.Globalization;
using MimeKit;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Mail;

/// <summary>How a mailbox is reached.</summary>
/// <param name="Name">As staff know it.</param>
internal abstract record MailboxSettings(string Name);

/// <summary>A folder of files, which a mail server on the machine delivers into.</summary>
/// <param name="Name">As staff know it.</param>
/// <param name="Folder">Full path; holds <c>new</c>, <c>cur</c> and <c>tmp</c>.</param>
internal sealed record MaildirSettings(string Name, string Folder) : MailboxSettings(Name);

/// <summary>A mailbox on a server. TLS is always on and certificates are always checked.</summary>
/// <param name="Name">As staff know it.</param>
/// <param name="Host">The server.</param>
/// <param name="Port">Its port.</param>
/// <param name="User">Who signs in.</param>
/// <param name="Password">With what.</param>
/// <param name="Folder">Which folder is looked into.</param>
/// <param name="MoveTo">Where a stored message is moved; empty: it stays and is marked as read.</param>
/// <param name="Authority">A PEM file with a certificate authority of one's own; empty: the system's alone.</param>
internal sealed record ImapSettings(string Name, string Host, int Port, string User, string Password, string Folder, string MoveTo, string Authority) : MailboxSettings(Name)
{
    /// <summary>TLS from the first byte; otherwise by STARTTLS, and not at all without it.</summary>
    public bool TlsFromStart { get; init; } = true;

    /// <summary>How long the server may take for an answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>Where letters go out.</summary>
internal abstract record OutgoingSettings;

/// <summary>Into a folder of files: the demo, or a mail server that takes them from there.</summary>
/// <param name="Folder">Full path.</param>
internal sealed record MaildirOutgoing(string Folder) : OutgoingSettings;

/// <summary>To a server that passes them on.</summary>
/// <param name="Host">The server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Tls">How the connection is secured.</param>
/// <param name="User">Who signs in; empty: nobody has to.</param>
/// <param name="Password">With what.</param>
/// <param name="Authority">As for <see cref="ImapSettings"/>.</param>
internal sealed record SmtpOutgoing(string Host, int Port, SmtpTls Tls, string User, string Password, string Authority) : OutgoingSettings;

/// <summary>How a connection to a mail server is secured.</summary>
internal enum SmtpTls
{
    /// <summary>From the first byte.</summary>
    Implicit,

    /// <summary>By STARTTLS, and not at all without it.</summary>
    StartTls,

    /// <summary>Not: a server on the same machine alone.</summary>
    LoopbackOnly,
}

/// <summary>What an installation decides about mail. Read once at the start.</summary>
internal sealed record MailSettings
{
    // A letter needs a sender before anybody has set one.
    private const string Nowhere = "licensing@localhost.localdomain";
    private const int LongestName = 100;

    /// <summary>How our receiving server signs its results; empty: nothing is answered by itself.</summary>
    public required string AuthServId { get; init; }

    /// <summary>The Center's own address, with its name.</summary>
    public required MailboxAddress From { get; init; }

    /// <summary>The address that customers may be told to write to; null until one is set.</summary>
    public string? Contact => From.Address == Nowhere ? null : From.Address;

    /// <summary>Every mailbox that is looked into.</summary>
    public required IReadOnlyList<MailboxSettings> Mailboxes { get; init; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> MailboxNames => [.. Mailboxes.Select(box => box.Name)];

    /// <summary>Where letters go out.</summary>
    public required OutgoingSettings Outgoing { get; init; }

    /// <summary>How many letters that are no licenses one address gets by itself in a day.</summary>
    public required int RepliesPerDay { get; init; }

    /// <summary>Days that the bytes of a handled message are kept; 0: for good.</summary>
    public required int KeepDays { get; init; }

    /// <summary>How often the schedule looks for mail.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the schedule looks for mail, in seconds.</summary>
    /// <exception cref="UnusableSettingException">It is no such number.</exception>
    public static int SweepSeconds(IConfiguration settings) => Number(settings.GetSection("Mail"), "SweepSeconds", 15, 1, 30);

    /// <summary>Addresses whose mail is our own: the one that we write from, and those that mailboxes are signed in to with.</summary>
    public IReadOnlyCollection<string> OwnAddresses =>
        [From.Address, .. Mailboxes.OfType<ImapSettings>().Select(box => box.User).Where(user => user.Contains('@', StringComparison.Ordinal))];

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UnusableSettingException">A setting cannot be used; the message names its key.</exception>
    public static MailSettings Read(IConfiguration settings, Installation installation)
    {
        var mail = settings.GetSection("Mail");
        var demo = installation.Demo;
        return new MailSettings
        {
            AuthServId = demo ? "center.example" : mail["AuthServId"] ?? "",
            From = Address(mail, "From", demo ? "licensing@center.example" : Nowhere),
            Mailboxes = Distinct([.. Boxes(mail, installation)], mail),
            Outgoing = OutgoingOf(mail, installation),
            RepliesPerDay = Number(mail, "RepliesPerDay", 3, 0, 1000),
            KeepDays = Number(mail, "KeepDays", 0, 0, 36_500),
            LookEvery = TimeSpan.FromSeconds(SweepSeconds(settings)),
        };
    }

    private static IEnumerable<MailboxSettings> Boxes(IConfigurationSection mail, Installation installation)
    {
        // The demo never touches a server, whatever the settings of the installation beside it say.
        if (!installation.Demo && mail["Imap:Host"] is { Length: > 0 })
        {
            yield return Imap(mail.GetSection("Imap"), "imap");
        }
        else
        {
            yield return new MaildirSettings("inbox", Path.GetFullPath(mail["Maildir"] is { Length: > 0 } folder && !installation.Demo ? folder : "mail/in", installation.Directory));
        }

        foreach (var more in installation.Demo ? [] : mail.GetSection("Mailboxes").GetChildren())
        {
            yield return more["Host"] is { Length: > 0 } ? Imap(more, more.Key)
                : more["Maildir"] is { Length: > 0 } at ? new MaildirSettings(more.Key, Path.GetFullPath(at, installation.Directory))
                : throw new UnusableSettingException(more.Path, "a Host or a Maildir was expected.");
        }
    }

    // A mailbox is known by its name: two of one name would be one to the tables, and each the other's news.
    private static IReadOnlyList<MailboxSettings> Distinct(IReadOnlyList<MailboxSettings> boxes, IConfigurationSection mail) =>
        boxes.FirstOrDefault(box => box.Name.Length > LongestName || box.Name.Equals(Intake.TakeFile.Mailbox, StringComparison.OrdinalIgnoreCase)
            || boxes.Any(other => other != box && other.Name.Equals(box.Name, StringComparison.OrdinalIgnoreCase))) is { } taken
            ? throw new UnusableSettingException($"{mail.Path}:Mailboxes:{taken.Name}", "a name that no other mailbox has was expected, of 100 characters at the most.")
            : boxes;

    private static ImapSettings Imap(IConfigurationSection box, string name)
    {
        const int FromStart = 993;
        var port = Number(box, "Port", FromStart, 1, 65535);
        var tls = Tls(box, port == FromStart ? SmtpTls.Implicit : SmtpTls.StartTls);
        if (tls == SmtpTls.LoopbackOnly)
        {
            throw new UnusableSettingException(box.Path + ":Tls", "a mailbox on a server goes with Implicit or StartTls.");
        }

        return new ImapSettings(
            name,
            box["Host"]!,
            port,
            Required(box, "User"),
            Required(box, "Password"),
            box["Folder"] is { Length: > 0 } folder ? folder : "INBOX",
            box["MoveTo"] ?? "",
            box["Authority"] ?? "")
        {
            TlsFromStart = tls == SmtpTls.Implicit,
        };
    }

    private static OutgoingSettings OutgoingOf(IConfigurationSection mail, Installation installation)
    {
        var smtp = mail.GetSection("Smtp");
        if (installation.Demo || smtp["Host"] is not { Length: > 0 } host)
        {
            return new MaildirOutgoing(Path.GetFullPath("mail/out", installation.Directory));
        }

        var tls = Tls(smtp, SmtpTls.StartTls);
        if (tls == SmtpTls.LoopbackOnly && host is not ("localhost" or "127.0.0.1" or "::1"))
        {
            throw new UnusableSettingException(smtp.Path + ":Tls", "LoopbackOnly goes with a server on this machine alone.");
        }

        return new SmtpOutgoing(host, Number(smtp, "Port", tls == SmtpTls.Implicit ? 465 : 587, 1, 65535), tls, smtp["User"] ?? "", smtp["Password"] ?? "", smtp["Authority"] ?? "");
    }

    private static SmtpTls Tls(IConfigurationSection server, SmtpTls usual) =>
        server["Tls"] is not { Length: > 0 } name ? usual
        : Enum.GetNames<SmtpTls>().FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known ? Enum.Parse<SmtpTls>(known)
        : throw new UnusableSettingException(server.Path + ":Tls", $"'{name}' is not known; {string.Join(" or ", Enum.GetNames<SmtpTls>())} is.");

    private static MailboxAddress Address(IConfigurationSection mail, string key, string usual) =>
        MailboxAddress.TryParse(mail[key] is { Length: > 0 } text ? text : usual, out var address) && address.Address.Contains('@', StringComparison.Ordinal)
            ? address
            : throw new UnusableSettingException($"Mail:{key}", $"'{mail[key]}' is not an address.");

    private static string Required(IConfigurationSection box, string key) =>
        box[key] is { Length: > 0 } text ? text : throw new UnusableSettingException($"{box.Path}:{key}", "a mailbox on a server needs it.");

    private static int Number(IConfigurationSection section, string key, int usual, int least, int most) =>
        section[key] is not { Length: > 0 } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new UnusableSettingException($"{section.Path}:{key}", $"'{text}' is not a number from {least} to {most}.");
}
