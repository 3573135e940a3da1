namespace OperatorConsole.Features.Desk;

/// <summary>Texts of the desk itself; what stands on it brings its own.</summary>
public sealed class DeskTexts;
