namespace OperatorConsole.Features.Calls;

/// <summary>Texts of the desk and of calls.</summary>
public sealed class CallTexts;
