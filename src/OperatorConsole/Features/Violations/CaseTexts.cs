namespace OperatorConsole.Features.Violations;

/// <summary>Texts of violations.</summary>
public sealed class CaseTexts;
