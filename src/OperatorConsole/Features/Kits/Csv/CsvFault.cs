namespace OperatorConsole.Features.Kits.Csv;

/// <summary>What is wrong with a line.</summary>
public enum CsvProblem
{
    /// <summary>The first line does not name the columns.</summary>
    Header,

    /// <summary>Not as many columns as the header names, or quotation marks that do not close.</summary>
    Shape,

    /// <summary>No kit number, or a wrong check digit.</summary>
    Kit,

    /// <summary>The kit is there already.</summary>
    KitExists,

    /// <summary>No product, a longer name than fits, or another one than the kit's other lines.</summary>
    Product,

    /// <summary>Neither a template nor a license type.</summary>
    Type,

    /// <summary>A template line stands alone for its kit and holds nothing else.</summary>
    Template,

    /// <summary>No number of workstations where one is needed, or one for a server.</summary>
    Seats,

    /// <summary>No number of licenses, or more than the set has PIN codes.</summary>
    Licenses,

    /// <summary>A choice is one capital Latin letter or nothing.</summary>
    Choice,

    /// <summary>No PIN code, or a mistyped one.</summary>
    Pin,

    /// <summary>The PIN code stands twice, is another kit's, or is too like another of its kit to be dictated.</summary>
    PinTaken,

    /// <summary>Too many lines, kits, or PIN codes in a kit.</summary>
    TooMany,
}

/// <summary>A fault of a file, by line. It never repeats what stands there: that may be a PIN code.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Problem">What is wrong.</param>
public sealed record CsvFault(int Line, CsvProblem Problem);
