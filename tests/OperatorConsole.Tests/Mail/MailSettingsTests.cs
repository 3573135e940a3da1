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
