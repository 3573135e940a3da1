namespace OperatorConsole.Features.SelfService;

/// <summary>Texts of the public page and the HTTP interface.</summary>
public sealed class SelfServiceTexts;
