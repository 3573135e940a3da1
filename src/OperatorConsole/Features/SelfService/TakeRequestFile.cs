using System.Net;
using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Files;
using OperatorConsole.Issuing;

namespace OperatorConsole.Features.SelfService;

/// <summary>What a customer's own request comes to. The cases below are all there are.</summary>
internal abstract record Taken
{
    private Taken()
    {
    }

    /// <summary>It was answered, with a license or without.</summary>
    /// <param name="File">The answer.</param>
    internal sealed record Answered(FileAnswer File) : Taken;

    /// <summary>It is larger than any request.</summary>
    internal sealed record TooLarge : Taken;

    /// <summary>It was not listened to.</summary>
    /// <param name="For">How long to wait.</param>
    internal sealed record Wait(TimeSpan For) : Taken;
}

/// <summary>Takes a request from whoever sends one, without a person of the staff: over HTTP or by the public page.</summary>
internal sealed class TakeRequestFile(AnswerFile answer, Vault vault, SelfServiceLimits limits)
{
    private const int UsualBytes = 4 * 1024;

    /// <summary>Reads the body and answers it.</summary>
    /// <param name="body">What is sent; read no further than a request can be long.</param>
    /// <param name="method">By the page a file, by a program automatic.</param>
    /// <param name="from">Where it comes from.</param>
    public async Task<Taken> RunAsync(Stream body, Method method, IPAddress? from, CancellationToken cancellation)
    {
        var source = SelfServiceLimits.SourceOf(from);
        if (limits.WaitOf(source) is { } wait)
        {
            return new Taken.Wait(wait);
        }

        if (await ReadAsync(body, cancellation) is not { } file)
        {
            return new Taken.TooLarge();
        }

        var (request, fault) = answer.Open(file);
        if (request is null)
        {
            return new Taken.Answered(fault!);
        }

        if (limits.WaitOf(source, request.Kit.Digits) is { } later)
        {
            return new Taken.Wait(later);
        }

        // Once it is understood it is carried through: whoever hangs up early finds the same license when he asks again.
        return new Taken.Answered(await answer.RunAsync(request, method, RequestSource.At(vault, "http", source), CancellationToken.None));
    }

    // An array: null would convert to an empty memory without a word. It grows with what comes: room for the longest request would cost more than reading the usual one.
    private static async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellation)
    {
        var (buffer, length) = (new byte[UsualBytes], 0);
        while (await body.ReadAsync(buffer.AsMemory(length), cancellation) is > 0 and var read)
        {
            length += read;
            if (length > LicenseRequestFile.MostBytes)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(2 * length, LicenseRequestFile.MostBytes + 1));
            }
        }

        return buffer[..length];
    }
}
