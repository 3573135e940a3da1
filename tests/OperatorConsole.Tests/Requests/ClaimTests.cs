using OperatorConsole.Features.Requests;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.Requests;

/// <summary>Who has a request, and how it changes hands.</summary>
public sealed class ClaimTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_clerks_who_claim_at_once_one_has_it_and_the_other_is_told_who()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        var claims = await Task.WhenAll(desk.ClaimAsync(RequestDesk.Oleg, reference), desk.ClaimAsync(RequestDesk.Nina, reference));
        claims.Count(c => c.Mine).ShouldBe(1);
        var loser = claims.Single(c => !c.Mine);
        loser.HolderId.ShouldBe(claims.Single(c => c.Mine).HolderId);
        loser.Holder.ShouldBe(loser.HolderId == RequestDesk.Oleg.Id ? "Oleg Belov" : "Nina Sokol");
        (await desk.ShowAsync(reference)).Summary.Holder.ShouldBe(loser.Holder);
    }

    [Fact]
    public async Task A_claim_runs_out_without_a_sign_of_life_and_lasts_with_one()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        await desk.ClaimAsync(RequestDesk.Oleg, reference);
        desk.Fixture.Clock.Advance(TimeSpan.FromMinutes(14));
        (await desk.ClaimAsync(RequestDesk.Oleg, reference)).Mine.ShouldBeTrue();
        desk.Fixture.Clock.Advance(TimeSpan.FromMinutes(14));
        (await desk.ClaimAsync(RequestDesk.Nina, reference)).Mine.ShouldBeFalse();
        desk.Fixture.Clock.Advance(TimeSpan.FromMinutes(2));
        (await desk.ClaimAsync(RequestDesk.Nina, reference)).Mine.ShouldBeTrue();
        (await desk.ShowAsync(reference)).Thread.Count(i => i.Kind == "claimed").ShouldBe(2);
    }

    [Fact]
    public async Task It_is_taken_over_only_from_the_colleague_who_was_seen_to_have_it()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        await desk.ClaimAsync(RequestDesk.Oleg, reference);
        (await desk.ClaimAsync(RequestDesk.Nina, reference, RequestDesk.Oleg.Id)).Mine.ShouldBeTrue();

        // Vera's screen still shows Oleg.
        (await desk.ClaimAsync(RequestDesk.Vera, reference, RequestDesk.Oleg.Id)).ShouldBe(new Claim(false, RequestDesk.Nina.Id, "Nina Sokol"));
        (await desk.ShowAsync(reference)).Thread.Select(i => (i.Kind, i.Actor)).ShouldContain(("taken-over", "Nina Sokol"));
    }

    [Fact]
    public async Task What_is_given_back_is_anybodys_and_only_its_holder_can_give_it_back()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        await desk.ClaimAsync(RequestDesk.Oleg, reference);
        (await desk.Get<ReleaseRequest>().RunAsync(RequestDesk.Nina, reference, Cancellation)).ShouldBeFalse();
        (await desk.Get<ReleaseRequest>().RunAsync(RequestDesk.Oleg, reference, Cancellation)).ShouldBeTrue();
        (await desk.ClaimAsync(RequestDesk.Nina, reference)).Mine.ShouldBeTrue();
    }

    [Fact]
    public async Task A_colleague_of_the_desk_is_handed_it_with_a_note_and_others_are_not()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        var hand = desk.Get<HandOverRequest>();
        (await hand.ColleaguesAsync(RequestDesk.Oleg, Cancellation)).Select(c => c.Name).ShouldBe(["Nina Sokol", "Vera Kim"]);
        (await hand.RunAsync(RequestDesk.Oleg, reference, RequestDesk.Anna.Id, "for you", Cancellation)).ShouldBeFalse();
        (await hand.RunAsync(RequestDesk.Oleg, reference, RequestDesk.Nina.Id, "you know this customer", Cancellation)).ShouldBeTrue();
        var seen = await desk.ShowAsync(reference, RequestDesk.Nina);
        seen.Summary.HolderId.ShouldBe(RequestDesk.Nina.Id);
        seen.Thread.Single(i => i.Kind == "handed-over").ShouldSatisfyAllConditions(i => i.Note.ShouldBe("you know this customer"), i => i.Actor.ShouldBe("Oleg Belov"));

        // It is hers for longer than a lease, and nobody else's to hand on.
        desk.Fixture.Clock.Advance(TimeSpan.FromHours(2));
        (await hand.RunAsync(RequestDesk.Oleg, reference, RequestDesk.Vera.Id, "", Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_note_is_kept_for_staff_and_lies_sealed()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        await desk.Get<NoteRequest>().RunAsync(RequestDesk.Oleg, reference, "rang them, quince marmalade", Cancellation);
        (await desk.ShowAsync(reference)).Thread.Single(i => i.Kind == "note").Note.ShouldBe("rang them, quince marmalade");
        Data.DatabaseScan.Count(desk.Fixture, "quince"u8).ShouldBe(0);
        await Should.ThrowAsync<NotAllowedException>(() => desk.Get<NoteRequest>().RunAsync(RequestDesk.Anna, reference, "x", Cancellation));
    }

    [Fact]
    public async Task Open_pages_hear_of_every_change_of_hands()
    {
        await using var desk = await RequestDesk.WithAsync();
        var reference = await desk.RoutineAsync();
        var told = new List<string?>();
        desk.Get<OperatorConsole.Mail.RequestFeed>().Changed += told.Add;
        await desk.ClaimAsync(RequestDesk.Oleg, reference);
        await desk.ClaimAsync(RequestDesk.Oleg, reference);
        await desk.ClaimAsync(RequestDesk.Nina, reference, RequestDesk.Oleg.Id);
        await desk.Get<ReleaseRequest>().RunAsync(RequestDesk.Nina, reference, Cancellation);
        told.ShouldBe([reference, reference, reference]);
    }
}
