using System.Text.Json;
using Data.AdditionalPins;
using Data.Mail;
using Data.Privacy;
using Data.Sealing;
using Licensing.AdditionalPins;

namespace OperatorConsole.Mail;

/// <summary>What a request for an additional PIN code says, as it is kept: sealed, for it holds a PIN code.</summary>
internal static class PinDetails
{
    /// <summary>The row of a request that was entered just now.</summary>
    internal static PinRequestRow New(OwnerSealing owners, OwnerKeyRow key, RequestRow request, PinAsked asked) =>
        new() { RequestId = request.Id, SealedAsked = Seal(owners, key, request, asked) };

    /// <summary>Puts other details in place of those that are there.</summary>
    internal static void Put(OwnerSealing owners, OwnerKeyRow key, RequestRow request, PinRequestRow row, PinAsked asked) =>
        row.SealedAsked = Seal(owners, key, request, asked);

    /// <summary>The details; nothing when the owner was erased.</summary>
    internal static PinAsked Open(OwnerSealing owners, OwnerKeyRow key, RequestRow request, PinRequestRow row) =>
        owners.OpenText(key, row.SealedAsked, NameOf(request)) is { } text ? JsonSerializer.Deserialize<PinAsked>(text)! : new PinAsked();

    private static byte[] Seal(OwnerSealing owners, OwnerKeyRow key, RequestRow request, PinAsked asked) =>
        owners.SealText(key, JsonSerializer.Serialize(asked), NameOf(request));

    private static string NameOf(RequestRow request) => RowName.Of("PinRequests.SealedAsked", request.Name.ToString("D"));
}
