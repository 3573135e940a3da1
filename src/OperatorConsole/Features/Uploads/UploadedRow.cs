using Microsoft.AspNetCore.Components.Forms;

namespace OperatorConsole.Features.Uploads;

/// <summary>One file of a batch.</summary>
/// <param name="name">As the uploader's computer names it.</param>
/// <param name="file">Where it is read from.</param>
public sealed class UploadedRow(string name, IBrowserFile file)
{
    /// <summary>The file's name.</summary>
    public string Name => name;

    /// <summary>Where it is read from.</summary>
    public IBrowserFile File => file;

    /// <summary>What was read; null before, and for a file that is too large.</summary>
    public byte[]? Bytes { get; set; }

    /// <summary>Whether reading broke off.</summary>
    public bool Lost { get; set; }

    /// <summary>Whether the database was too busy to answer it; nothing was recorded.</summary>
    public bool Busy { get; set; }

    /// <summary>What became of it; null before.</summary>
    public Uploaded? Outcome { get; set; }

    /// <summary>Whether its members are shown.</summary>
    public bool Open { get; set; }
}
