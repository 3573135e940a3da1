namespace OperatorConsole.Issuing;

/// <summary>What customers are told of their requests, whatever the channel.</summary>
public sealed class IssuingTexts;
