using OperatorConsole.Shell;

namespace OperatorConsole.Features.AdditionalPins;

/// <summary>The doors of this feature: requests for additional PIN codes are taken, reviewed, decided, agreed to.</summary>
internal static class AdditionalPinsWiring
{
    public static IServiceCollection AddAdditionalPins(this IServiceCollection services) => services
        .AddSingleton<PinFeed>().AddSingleton<PinRequests>().AddSingleton<PinLetters>().AddSingleton<GivePin>()
        .AddSingleton<ListPinRequests>().AddSingleton<ShowPinRequest>().AddSingleton<TakePinRequest>().AddSingleton<EnterPinRequest>()
        .AddSingleton<CorrectPinDetails>().AddSingleton<DecidePinRequest>().AddSingleton<UndoPinDecision>().AddSingleton<AgreeToPinDecision>()
        .AddSingleton<CompletePinDecisions>().AddSingleton<ClosePinRequest>()
        .AddSingleton(new DeskPart(typeof(PinApprovals), Access.Evidence))
        .AddSingleton<ISuggest, SuggestPinDecision>()
        .AddSingleton(new RequestPlace(Data.Mail.RequestKind.AdditionalPins, "/additional/"));
}
