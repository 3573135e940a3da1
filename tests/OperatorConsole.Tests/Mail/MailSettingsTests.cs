using Microsoft.Extensions.Configuration;
using OperatorConsole.Mail;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Tests.Mail;

/// <summary>How a server's line is secured, as the settings say it.</summary>
public sealed class MailSettingsTests
{
    [Theory]
    [InlineData("", "", 993, true)]
    [InlineData("143", "", 143, false)]
    [InlineData("143", "StartTls", 143, false)]
    [InlineData("9993", "implicit", 9993, true)]
    [InlineData("993", "StartTls", 993, false)]
    public void A_mailbox_at_a_server_is_secured_from_the_start_at_its_usual_port_and_elsewhere_as_told(string port, string tls, int at, bool fromStart)
    {
        var box = Read(("Mail:Imap:Port", port), ("Mail:Imap:Tls", tls)).Mailboxes.Single().ShouldBeOfType<ImapSettings>();
        (box.Port, box.TlsFromStart, box.Folder).ShouldBe((at, fromStart, "INBOX"));
    }

    [Theory]
    [InlineData("Mail:Imap:Tls", "LoopbackOnly")]
    [InlineData("Mail:Imap:Tls", "None")]
    [InlineData("Mail:Imap:Port", "0")]
    [InlineData("Mail:Smtp:Tls", "LoopbackOnly")]
    [InlineData("Mail:Smtp:Tls", "off")]
    public void A_line_that_is_not_secured_is_no_setting(string key, string value) =>
        Should.Throw<UnusableSettingException>(() => Read((key, value), ("Mail:Smtp:Host", "mail.center.example"))).Key.ShouldBe(key);

    [Fact]
    public void Further_mailboxes_have_names_of_their_own_servers_or_folders()
    {
        var boxes = Read(
            ("Mail:Mailboxes:sales:Host", "mail.sales.example"), ("Mail:Mailboxes:sales:User", "sales@sales.example"), ("Mail:Mailboxes:sales:Password", "other"),
            ("Mail:Mailboxes:sales:Folder", "Licenses"), ("Mail:Mailboxes:sales:MoveTo", "Done"), ("Mail:Mailboxes:sales:Port", "143"),
            ("Mail:Mailboxes:post:Maildir", "/srv/post")).Mailboxes;
        boxes.Select(box => box.Name).ShouldBe(["imap", "post", "sales"]);
        boxes[1].ShouldBe(new MaildirSettings("post", "/srv/post"));
        boxes[2].ShouldBe(new ImapSettings("sales", "mail.sales.example", 143, "sales@sales.example", "other", "Licenses", "Done", "") { TlsFromStart = false });
    }

    [Fact]
    public void Mail_of_every_address_that_a_mailbox_is_signed_in_to_with_is_our_own() =>
        Read(("Mail:From", "licensing@center.example"), ("Mail:Mailboxes:sales:Host", "mail.sales.example"), ("Mail:Mailboxes:sales:User", "sales@sales.example"), ("Mail:Mailboxes:sales:Password", "other"))
            .OwnAddresses.ShouldBe(["licensing@center.example", "sales@sales.example"]);

    [Theory]
    [InlineData("sales", "User")]
    [InlineData("sales", "Password")]
    public void A_further_mailbox_at_a_server_wants_what_it_is_signed_in_to_with(string name, string missing) =>
        Should.Throw<UnusableSettingException>(() => Read(
            ($"Mail:Mailboxes:{name}:Host", "mail.sales.example"), ($"Mail:Mailboxes:{name}:{(missing == "User" ? "Password" : "User")}", "word"))).Key.ShouldBe($"Mail:Mailboxes:{name}:{missing}");

    [Theory]
    [InlineData("imap")]
    [InlineData("IMAP")]
    [InlineData("files")]
    public void A_further_mailbox_has_a_name_that_is_not_taken(string name) =>
        Should.Throw<UnusableSettingException>(() => Read(($"Mail:Mailboxes:{name}:Maildir", "/srv/post"))).Key.ShouldBe($"Mail:Mailboxes:{name}", StringCompareShould.IgnoreCase);

    [Fact]
    public void A_further_mailbox_that_is_neither_a_server_nor_a_folder_is_named() =>
        Should.Throw<UnusableSettingException>(() => Read(("Mail:Mailboxes:post:User", "post"))).Key.ShouldBe("Mail:Mailboxes:post");

    private static MailSettings Read(params (string Key, string Value)[] more)
    {
        (string Key, string Value)[] usual = [("Mail:Imap:Host", "mail.center.example"), ("Mail:Imap:User", "licensing"), ("Mail:Imap:Password", "word")];
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(usual.Concat(more).ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
        return MailSettings.Read(configuration, new Installation
        {
            Demo = false,
            Directory = Path.GetTempPath(),
            Engine = global::Data.DatabaseProvider.Sqlite,
            ConnectionString = "",
            TrustedProxies = [],
            IdleMinutes = 15,
            AbsoluteHours = 10,
            CircuitsPerPerson = 3,
            Zone = TimeZoneInfo.Utc,
        });
    }
}
