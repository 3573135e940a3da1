using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Data.Staff;

/// <summary>A person who works at the Center.</summary>
public sealed class StaffMember : IdentityUser
{
    public string DisplayName { get; set; } = "";

    /// <summary>IANA zone for times on the screen; empty: the Center's.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>Set when the person may no longer act; live circuits end within a minute.</summary>
    public DateTimeOffset? DisabledAt { get; set; }
}

/// <summary>The four roles; none includes another.</summary>
public static class Roles
{
    public const string Operator = "operator";
    public const string Clerk = "clerk";
    public const string Supervisor = "supervisor";
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } = [Operator, Clerk, Supervisor, Admin];
}

/// <summary>A one-time link with which a person sets a password. Only a keyed hash of its token is kept.</summary>
public sealed class InvitationRow
{
    public long Id { get; set; }

    /// <summary>Vault look-up of the token, label <c>invitation</c>.</summary>
    public required byte[] TokenLookup { get; set; }

    /// <summary>The invited person; null for the link that makes the first administrator.</summary>
    public string? UserId { get; set; }
    public required DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class StaffMapping : IEntityTypeConfiguration<StaffMember>, IEntityTypeConfiguration<InvitationRow>
{
    public void Configure(EntityTypeBuilder<StaffMember> member)
    {
        member.Property(m => m.DisplayName).HasMaxLength(200);
        member.Property(m => m.TimeZone).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<InvitationRow> invitation)
    {
        invitation.ToTable("Invitations");
        invitation.Property(i => i.TokenLookup).HasMaxLength(32);
        invitation.Property(i => i.UserId).HasMaxLength(450);
        invitation.HasIndex(i => i.TokenLookup).IsUnique();
    }
}
