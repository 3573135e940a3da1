using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Kits;
using OperatorConsole.Tests.Issuing;

namespace OperatorConsole.Tests.Mail.Killed;

/// <summary>
/// What customers write before a kill: requests that are answered, one twice, one again, one of the kits before restored on a spare PIN, and
/// some that need a clerk.
/// </summary>
internal static class KilledMails
{
    /// <summary>Kits that they write about.</summary>
    internal const int Kits = 5;

    /// <summary>Mails before the first kill; one more before each later one.</summary>
    internal const int First = 9;

    internal static IReadOnlyList<(string Kind, string Mail)> Of(int round, IReadOnlyList<Kit> kits, Kit? earlier)
    {
        var first = MailDesk.Mail(MailDesk.Stamp + Id(round, "first"), from: From(kits[0]), files: ("a.licreq", Request(kits[0])));
        List<(string Kind, string Mail)> mails =
        [
            ("answered", first),
            ("answered", MailDesk.Mail(MailDesk.Stamp + Id(round, "second"), from: From(kits[1]), files: ("a.licreq", Request(kits[1])))),
            ("copy", first),
            ("answered", MailDesk.Mail(MailDesk.Stamp, from: From(kits[2]), files: ("a.licreq", Request(kits[2])))),
            ("again", MailDesk.Mail(MailDesk.Stamp + Id(round, "again"), text: "Once more, please", from: From(kits[2]), files: ("a.licreq", Request(kits[2])))),
            ("clerk", MailDesk.Mail(Id(round, "unverified"), from: From(kits[3]), files: ("a.licreq", Request(kits[3])))),
            ("clerk", MailDesk.Mail(MailDesk.Stamp, subject: $"Question {round}", text: "How do I move the program?", from: From(kits[3]))),
            ("received", MailDesk.Mail(MailDesk.Stamp, subject: "Additional PIN codes request", text: $"Kit number: {kits[0].Number.Digits}\r\nPlease send us another PIN code.", from: From(kits[0]))),
            ("answered", MailDesk.Mail(MailDesk.Stamp + Id(round, "last"), from: From(kits[4]), files: ("a.licreq", Request(kits[4])))),
        ];
        if (earlier is not null)
        {
            mails.Insert(4, ("moved", MailDesk.Mail(MailDesk.Stamp + Id(round, "moved"), from: From(earlier), files: ("b.licreq", LicenseRequestFile.Write(FirstRequest(earlier) with
            {
                Operation = Operation.RestoreWithSpare,
                Pin = earlier.Pins.ElementAt(1).Code,
                CurrentPin = earlier.Pins.First().Code,
                Unchanged = false,
            })))));
        }

        return mails;
    }

    private static string Id(int round, string name) => $"Message-ID: <{round}.{name}@vector.example>\r\n";

    internal static string From(Kit kit) => $"Anna Orlova <{Address(kit)}>";

    private static string Address(Kit kit) => $"kit{kit.Number.Digits}@vector.example";

    internal static string Request(Kit kit) => LicenseRequestFile.Write(FirstRequest(kit));

    private static LicenseRequestFile FirstRequest(Kit kit) => new()
    {
        Operation = Operation.Initial,
        Kit = kit.Number,
        Pin = kit.Pins.First().Code,
        Owner = RestorationCenter.Company with { Email = Address(kit) },
        Computer = RestorationCenter.Parameters with { Host = $"pc-{kit.Number.Digits}" },
    };
}
