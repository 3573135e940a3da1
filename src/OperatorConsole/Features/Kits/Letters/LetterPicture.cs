using QRCoder;

namespace OperatorConsole.Features.Kits.Letters;

/// <summary>The kit number as a QR code, for the page and for the PDF.</summary>
/// <remarks>The number alone: whoever photographs the code learns nothing that opens anything.</remarks>
internal static class LetterPicture
{
    private const int QuietZone = 4;

    /// <summary>As SVG, with its quiet zone.</summary>
    internal static string Svg(string kit)
    {
        using var data = Of(kit);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    /// <summary>As rows of modules, dark ones true, without its quiet zone: paper is white around it.</summary>
    internal static IReadOnlyList<bool[]> Modules(string kit)
    {
        using var data = Of(kit);
        return [.. data.ModuleMatrix.Skip(QuietZone).SkipLast(QuietZone).Select(row => row.Cast<bool>().Skip(QuietZone).SkipLast(QuietZone).ToArray())];
    }

    private static QRCodeData Of(string kit)
    {
        using var generator = new QRCodeGenerator();
        return generator.CreateQrCode(kit, QRCodeGenerator.ECCLevel.M);
    }
}
