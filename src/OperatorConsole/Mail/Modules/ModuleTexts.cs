namespace OperatorConsole.Mail.Modules;

/// <summary>Texts of the text modules: where they are chosen and where they are kept.</summary>
public sealed class ModuleTexts;
