using Data.Sealing;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Files;
using Licensing.Kits;
using Licensing.Owners;

namespace OperatorConsole.Issuing;

/// <summary>What a channel made of what it received, before the kit behind it is known.</summary>
/// <param name="Method">How it came.</param>
/// <param name="Operation">What is asked for.</param>
/// <param name="Pin">The PIN to be used.</param>
/// <param name="OwnerDigest">Digest of the owner.</param>
/// <param name="CanonicalFor">The form in which two requests are the same, for the kit that the PIN belongs to.</param>
public sealed record Incoming(Method Method, Operation Operation, PinCode Pin, int OwnerDigest, Func<KitNumber?, string> CanonicalFor)
{
    /// <summary>The kit, where the channel carries it.</summary>
    public KitNumber? Kit { get; init; }

    /// <summary>LINK, where the request was dictated.</summary>
    public int? Link { get; init; }

    /// <summary>Sketch of the computer, where the request was dictated.</summary>
    public Sketch? Sketch { get; init; }

    /// <summary>The computer in full, where the channel carries it.</summary>
    public CanonicalComputer? Computer { get; init; }

    /// <summary>The owner in words, where the channel carries it.</summary>
    public OwnerDetails? Owner { get; init; }

    /// <summary>The PIN that carries the license, where a spare is given and the channel carries both.</summary>
    public PinCode? CurrentPin { get; init; }

    /// <summary>What the customer says of the key parameters.</summary>
    public bool? Unchanged { get; init; }

    /// <summary>The request as the rules see it.</summary>
    internal LicenseRequest ToRequest(byte[] key) => new(Method, Operation, Pin, RequestKeys.Text(key), OwnerDigest)
    {
        Kit = Kit,
        Link = Link,
        Sketch = Sketch,
        Computer = Computer,
        Owner = Owner,
        CurrentPin = CurrentPin,
        Unchanged = Unchanged,
    };

    /// <summary>A request that was dictated. The same kit and the same sixteen groups are the same request.</summary>
    /// <param name="code">What the groups say.</param>
    public static Incoming Dictated(RequestCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var digits = Groups.Digits(code.ToGroups());
        return new Incoming(Method.Phone, code.Operation, code.Pin, code.OwnerDigest, kit => $"phone\n{kit?.Digits}\n{digits}")
        {
            Link = code.Link,
            Sketch = code.Sketch,
        };
    }

    /// <summary>A request that came as a file, uploaded or mailed, or by the customer's program itself.</summary>
    /// <param name="file">What the file says.</param>
    /// <param name="method">Which of both.</param>
    public static Incoming Filed(LicenseRequestFile file, Method method)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new Incoming(method, file.Operation, file.Pin, file.Owner.DigestFor(file.Kit), _ => file.ToCanonical())
        {
            Kit = file.Kit,
            Computer = CanonicalComputer.From(file.Computer),
            Owner = file.Owner,
            CurrentPin = file.CurrentPin,
            Unchanged = file.Unchanged,
        };
    }
}

/// <summary>On whose behalf and in which conversation a request came.</summary>
/// <param name="ActorId">The person at the console; empty for a channel without one.</param>
/// <param name="ActorName">As the journal names it.</param>
/// <param name="CallId">The call, by telephone.</param>
public sealed record RequestSource(string ActorId, string ActorName, long? CallId = null)
{
    private const int KeyLength = 16;

    /// <summary>A place without a person of the staff: an address on the network, or that of a mail's sender.</summary>
    /// <remarks>The ledger keeps a keyed hash of the place: enough to count by, and nothing that would have to be erased.</remarks>
    /// <param name="vault">Makes the hash.</param>
    /// <param name="channel">As the journal names it, such as <c>http</c> or <c>mail</c>.</param>
    /// <param name="place">The address.</param>
    public static RequestSource At(Vault vault, string channel, string place)
    {
        ArgumentNullException.ThrowIfNull(vault);
        return new RequestSource($"{channel}:{Convert.ToHexStringLower(vault.Lookup("source", place).AsSpan(0, KeyLength))}", channel);
    }
}
