namespace OperatorConsole.Features.AdditionalPins;

/// <summary>Texts of requests for additional PIN codes.</summary>
public sealed class AdditionalPinTexts;
