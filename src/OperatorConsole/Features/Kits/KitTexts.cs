namespace OperatorConsole.Features.Kits;

/// <summary>Texts of kits.</summary>
public sealed class KitTexts;
