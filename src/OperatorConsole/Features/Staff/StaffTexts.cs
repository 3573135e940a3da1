namespace OperatorConsole.Features.Staff;

/// <summary>Texts of signing in and of one's own account.</summary>
public sealed class StaffTexts;
