using Microsoft.Extensions.Localization;
using OperatorConsole.Features.Kits.Csv;
using OperatorConsole.Features.Kits.Letters;
using OperatorConsole.Features.Kits.Proposals;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits;

/// <summary>The doors of this feature: kits are found, made, shown, changed, and their letters printed.</summary>
internal static class KitsWiring
{
    public static IServiceCollection AddKits(this IServiceCollection services) => services
        .AddSingleton<MakeKits>().AddSingleton<FindKits>().AddSingleton<ShowKit>().AddSingleton<ChangeKit>()
        .AddSingleton<RevealPins>().AddSingleton<PrintLetter>().AddSingleton<KitFeed>()
        .AddSingleton<ProposeCorrection>().AddSingleton<DecideProposal>().AddSingleton<ListProposals>().AddSingleton<PlanRestoration>()
        .AddSingleton<ImportKits>().AddSingleton<ExportKits>()
        .AddSingleton(new DeskPart(typeof(ProposalsDesk), Access.Evidence));

    public static void MapKits(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/kits/export", async (HttpContext context, ExportKits export, CenterClock clock) =>
        {
            var file = await export.RunAsync(Acting.From(context.User), withPins: false, context.RequestAborted);
            context.Response.Headers.CacheControl = "no-store";
            return Results.File(file, "text/csv", $"kits-{clock.Local(clock.Now):yyyyMMdd-HHmm}.csv");
        }).RequireAuthorization(Access.Administration);

        routes.MapGet("/kits/{number}/letter.pdf", async (
            HttpContext context, string number, long print, bool? large, PrintLetter letters, IStringLocalizer<KitTexts> texts, CenterClock clock) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return await letters.SaveAsync(Acting.From(context.User), number, print, context.RequestAborted) is { } letter
                ? Results.File(LetterPdf.Draw(LetterText.Of(texts, clock, letter), large is true), "application/pdf", $"pin-codes-{number}.pdf")
                : Results.NotFound();
        }).RequireAuthorization(Access.PinCodes);
    }
}
