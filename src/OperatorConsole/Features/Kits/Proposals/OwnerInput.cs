using Licensing.Owners;

namespace OperatorConsole.Features.Kits.Proposals;

/// <summary>Owner details as they are typed.</summary>
public sealed class OwnerInput
{
    private readonly Dictionary<OwnerField, string> _texts = OwnerFields.Texts.ToDictionary(f => f, _ => "");

    /// <summary>A person, not a company.</summary>
    public bool Individual { get; set; }

    /// <summary>Text of a field.</summary>
    public string this[OwnerField field]
    {
        get => _texts[field];
        set => _texts[field] = value;
    }

    /// <summary>Whether nothing was typed.</summary>
    public bool Empty => _texts.Values.All(string.IsNullOrWhiteSpace);

    /// <summary>The details as they count.</summary>
    public OwnerDetails ToDetails() => OwnerFields.Texts
        .Aggregate(new OwnerDetails { Kind = Individual ? OwnerKind.Individual : OwnerKind.Company }, (owner, field) => owner.With(field, _texts[field]))
        .Cleaned();
}
