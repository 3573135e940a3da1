using System.Text;
using Data.Mail;
using Microsoft.EntityFrameworkCore;
using OperatorConsole.Features.Requests;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Mail;

namespace OperatorConsole.Tests.Requests;

/// <summary>A quarantined message is put before a clerk.</summary>
public sealed class QueuedMailTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Deep => "From: Anna Orlova <anna@vector.example>\r\nSubject: Scanned pages\r\nMessage-ID: <deep@vector.example>\r\n"
        + string.Concat(Enumerable.Range(0, 40).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n"));

    [Fact]
    public async Task A_message_that_nothing_can_be_made_of_is_a_request_with_its_bytes_beside_it_and_says_why_it_was_in_quarantine()
    {
        await using var desk = await RequestDesk.WithAsync();
        var taken = await desk.Mail.TakeAsync(Deep);
        taken.State.ShouldBe(MailState.Quarantined);
        var mail = (await desk.Mail.MailsAsync()).Single();
        var outcome = await desk.Get<QueueMail>().RunAsync(RequestDesk.Oleg, mail.Id, Cancellation);
        (outcome.State, outcome.Reason).ShouldBe((MailState.Queued, "quarantined"));

        var shown = await desk.ShowAsync(outcome.Reference.ShouldNotBeNull());
        shown.Summary.ShouldSatisfyAllConditions(
            s => s.State.ShouldBe(RequestState.Open), s => s.Reason.ShouldBe("quarantined"), s => s.Detail.ShouldBe(taken.Reason),
            s => s.Address.ShouldBe("anna@vector.example"), s => s.From.ShouldBe("Anna Orlova"), s => s.Subject.ShouldBe("Scanned pages"));
        shown.MailId.ShouldBe(mail.Id);
        var seen = (await desk.Get<ShowMail>().RunAsync(RequestDesk.Oleg, mail.Id, Cancellation)).ShouldNotBeNull();
        seen.ShouldSatisfyAllConditions(m => m.Text.ShouldBeNull(), m => m.Raw.ShouldNotBeNull().ShouldContain("--b39"), m => m.Doubt.ShouldBe("sender-unverified"));
        (await desk.Get<DownloadMail>().RunAsync(RequestDesk.Oleg, mail.Id, Cancellation)).ShouldBe(Encoding.UTF8.GetBytes(Deep));
        desk.Texts[$"Kept.{taken.Reason}"].ResourceNotFound.ShouldBeFalse();

        // It can be answered like any other.
        await desk.DecideAsync(outcome.Reference!, DeskAct.Ask, null, "company");
        (await desk.LettersAsync(outcome.Reference!)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Asked_twice_or_by_two_at_once_it_is_one_request_and_one_entry_of_the_journal()
    {
        await using var desk = await RequestDesk.WithAsync();
        await desk.Mail.TakeAsync(Deep);
        var mail = (await desk.Mail.MailsAsync()).Single().Id;
        var both = await Task.WhenAll(desk.Get<QueueMail>().RunAsync(RequestDesk.Oleg, mail, Cancellation), desk.Get<QueueMail>().RunAsync(RequestDesk.Nina, mail, Cancellation));
        var again = await desk.Get<QueueMail>().RunAsync(RequestDesk.Oleg, mail, Cancellation);
        both.Append(again).Select(o => o.Reference).Distinct().Count().ShouldBe(1);
        (await desk.Mail.RequestsAsync()).ShouldHaveSingleItem();
        (await desk.Mail.Center.ReadAsync(db => db.Journal.CountAsync(j => j.Act == "mail-queued", Cancellation))).ShouldBe(1);
        (await desk.Get<ListMails>().RunAsync(RequestDesk.Oleg, MailState.Quarantined, 0, Cancellation)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_can_be_understood_by_now_goes_the_usual_way()
    {
        await using var desk = await RequestDesk.WithAsync();
        var mail = await QuarantinedAsync(desk, MailDesk.Mail(MailDesk.Stamp, subject: "Another question"));
        var outcome = await desk.Get<QueueMail>().RunAsync(RequestDesk.Oleg, mail, Cancellation);
        (outcome.State, outcome.Reason).ShouldBe((MailState.Queued, "no-request"));
        (await desk.ShowAsync(outcome.Reference.ShouldNotBeNull())).Summary.Subject.ShouldBe("Another question");
    }

    [Fact]
    public async Task A_robots_message_is_a_request_when_a_person_wants_it_to_be_and_hears_nothing()
    {
        await using var desk = await RequestDesk.WithAsync();
        var mail = await QuarantinedAsync(desk, MailDesk.Mail(MailDesk.Stamp + "Auto-Submitted: auto-replied\r\n", subject: "Request for additional PIN codes"));
        var outcome = await desk.Get<QueueMail>().RunAsync(RequestDesk.Oleg, mail, Cancellation);
        (outcome.State, outcome.Reason).ShouldBe((MailState.Queued, "quarantined"));
        (await desk.Mail.OutboxAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_dismissed_stays_dismissed_and_an_operator_queues_nothing()
    {
        await using var desk = await RequestDesk.WithAsync();
        await desk.Mail.TakeAsync(Deep);
        var mail = (await desk.Mail.MailsAsync()).Single().Id;
        await Should.ThrowAsync<NotAllowedException>(() => desk.Get<QueueMail>().RunAsync(RequestDesk.Anna, mail, Cancellation));
        await desk.Get<DismissMail>().RunAsync(RequestDesk.Oleg, mail, "dismissed-spam", Cancellation);
        var outcome = await desk.Get<QueueMail>().RunAsync(RequestDesk.Oleg, mail, Cancellation);
        (outcome.State, outcome.Reference).ShouldBe((MailState.Kept, null));
        (await desk.Mail.RequestsAsync()).ShouldBeEmpty();
    }

    // As if reading it had failed for a reason that is gone.
    private static async Task<long> QuarantinedAsync(RequestDesk desk, string mail)
    {
        await desk.Mail.DeliverAsync(mail);
        await desk.Mail.Take.RunAsync(Cancellation);
        await desk.Fixture.Center.WriteAsync(db => db.Mails.Where(m => m.State == MailState.Stored)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailState.Quarantined).SetProperty(m => m.Reason, "failed"), Cancellation), Cancellation);
        return (await desk.Get<ListMails>().RunAsync(RequestDesk.Oleg, MailState.Quarantined, 0, Cancellation)).Mails.Single().Id;
    }
}
