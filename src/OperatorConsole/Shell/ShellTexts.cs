namespace OperatorConsole.Shell;

/// <summary>Texts of the frame: <c>ShellTexts.resx</c> and <c>ShellTexts.ru.resx</c> beside this file.</summary>
public sealed class ShellTexts;
