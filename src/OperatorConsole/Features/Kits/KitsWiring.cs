using OperatorConsole.Features.Kits.Proposals;
using OperatorConsole.Shell;

namespace OperatorConsole.Features.Kits;

/// <summary>The doors of this feature: kits are found, made, shown, changed, and their letters printed.</summary>
internal static class KitsWiring
{
    public static IServiceCollection AddKits(this IServiceCollection services) => services
        .AddSingleton<MakeKits>().AddSingleton<FindKits>().AddSingleton<ShowKit>().AddSingleton<ChangeKit>()
        .AddSingleton<RevealPins>().AddSingleton<PrintLetter>().AddSingleton<KitFeed>()
        .AddSingleton<ProposeCorrection>().AddSingleton<DecideProposal>().AddSingleton<ListProposals>()
        .AddSingleton(new DeskPart(typeof(ProposalsDesk), Access.Evidence));
}
