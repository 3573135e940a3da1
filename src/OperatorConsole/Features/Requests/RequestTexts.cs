namespace OperatorConsole.Features.Requests;

/// <summary>Texts of the clerk's desk, and what letters are put together from.</summary>
public sealed class RequestTexts;
