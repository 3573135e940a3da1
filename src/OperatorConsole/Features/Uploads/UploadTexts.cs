namespace OperatorConsole.Features.Uploads;

/// <summary>Texts of the page on which staff upload request files.</summary>
public sealed class UploadTexts;
