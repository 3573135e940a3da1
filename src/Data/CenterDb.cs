using Data.Acquisitions;
using Data.AdditionalPins;
using Data.Calls;
using Data.Journal;
using Data.Kits;
using Data.Mail;
using Data.Privacy;
using Data.Rows;
using Data.Staff;
using Data.Violations;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Data;

/// <summary>The whole schema. One context an operation, made by the factory; never one a circuit.</summary>
public sealed class CenterDb(DbContextOptions<CenterDb> options)
    : IdentityDbContext<StaffMember, IdentityRole, string>(options), IDataProtectionKeyContext
{
    public DbSet<KitRow> Kits => Set<KitRow>();
    public DbSet<LicenseSetRow> LicenseSets => Set<LicenseSetRow>();
    public DbSet<PinRow> Pins => Set<PinRow>();
    public DbSet<LetterRow> Letters => Set<LetterRow>();
    public DbSet<ProposalRow> Proposals => Set<ProposalRow>();
    public DbSet<LedgerRow> Ledger => Set<LedgerRow>();
    public DbSet<LicenseRow> Licenses => Set<LicenseRow>();
    public DbSet<AnswerRow> Answers => Set<AnswerRow>();
    public DbSet<AnnouncementRow> Announcements => Set<AnnouncementRow>();
    public DbSet<CallRow> Calls => Set<CallRow>();
    public DbSet<CallEventRow> CallEvents => Set<CallEventRow>();
    public DbSet<MisheardPlaceRow> MisheardPlaces => Set<MisheardPlaceRow>();
    public DbSet<MisheardPairRow> MisheardPairs => Set<MisheardPairRow>();
    public DbSet<MailboxRow> Mailboxes => Set<MailboxRow>();
    public DbSet<MailRow> Mails => Set<MailRow>();
    public DbSet<RequestRow> Requests => Set<RequestRow>();
    public DbSet<RequestEventRow> RequestEvents => Set<RequestEventRow>();
    public DbSet<RequestDraftRow> RequestDrafts => Set<RequestDraftRow>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<TextModuleRow> TextModules => Set<TextModuleRow>();
    public DbSet<CaseRow> Cases => Set<CaseRow>();
    public DbSet<ObservationRow> Observations => Set<ObservationRow>();
    public DbSet<RulingRow> Rulings => Set<RulingRow>();
    public DbSet<CaseFileRow> CaseFiles => Set<CaseFileRow>();
    public DbSet<CaseReplyRow> CaseReplies => Set<CaseReplyRow>();
    public DbSet<KitMarkRow> KitMarks => Set<KitMarkRow>();
    public DbSet<PinRequestRow> PinRequests => Set<PinRequestRow>();
    public DbSet<PinDecisionRow> PinDecisions => Set<PinDecisionRow>();
    public DbSet<JournalRow> Journal => Set<JournalRow>();
    public DbSet<SettingRow> Settings => Set<SettingRow>();
    public DbSet<OwnerKeyRow> OwnerKeys => Set<OwnerKeyRow>();
    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>The journal's last entry as this context has it, saved or not; null before the first that it adds.</summary>
    internal JournalRow? LastEntry { get; set; }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        using var turn = Gate?.Enter(Patience);
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Gate is not { } gate)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        using var turn = await gate.EnterAsync(Patience, cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Adds a row: on SQLite at once, elsewhere with the next save. Whoever wants the number that the engine gives saves if the row has none yet.</summary>
    /// <param name="row">The row; it is not followed any further where it is written at once.</param>
    public void Insert(object row)
    {
        if (Prepares)
            PreparedRows.Insert(this, row);
        else
            Add(row);
    }

    /// <summary>Adds a row and has it written at once, on either engine: it has its number afterwards, and what is changed in it later is saved like any change.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task InsertAsync(object row, CancellationToken cancellation)
    {
        Insert(row);
        if (Prepares)
            Entry(row).State = EntityState.Unchanged;
        else
            await SaveChangesAsync(cancellation);
    }

    /// <summary>Writes the changes of a row: on SQLite at once, elsewhere with the next save.</summary>
    /// <param name="row">A row that this context tracks.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed it meanwhile; elsewhere the save says so.</exception>
    public void Store(object row)
    {
        if (Prepares)
            PreparedRows.Update(this, row);
    }

    /// <summary>Changes a row that was read in this write, whether the context follows it or not: on SQLite it is written at once, elsewhere with the next save.</summary>
    /// <param name="row">The row; elsewhere than on SQLite the context follows it.</param>
    /// <param name="change">Changes it.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed it meanwhile; elsewhere the save says so.</exception>
    public void Change<T>(T row, Action<T> change)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(change);
        if (Prepares && Entry(row).State == EntityState.Detached)
        {
            PreparedRows.Change(this, row, change);
            return;
        }

        change(row);
        Store(row);
    }

    /// <summary>The row with the highest value in one member; null when there is none. Nothing is tracked.</summary>
    /// <param name="member">Name of the member, one with an index.</param>
    /// <exception cref="InvalidOperationException"><see cref="Prepares"/> does not hold.</exception>
    public T? Last<T>(string member)
        where T : class =>
        Prepares ? PreparedRows.Last<T>(this, member) : throw NotPrepared();

    /// <summary>Whether rows can be read and written with prepared statements: within a write on SQLite.</summary>
    public bool Prepares => Database.CurrentTransaction?.GetDbTransaction() is SqliteTransaction;

    /// <summary>Reads the rows that have a value in one member, in the order of their numbers; nothing is tracked.</summary>
    /// <param name="member">Name of the member, one with an index.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="InvalidOperationException"><see cref="Prepares"/> does not hold.</exception>
    public List<T> Rows<T>(string member, object value)
        where T : class =>
        Prepares ? PreparedRows.Select<T>(this, member, value) : throw NotPrepared();

    /// <summary>The same, and followed like rows that were asked for otherwise.</summary>
    /// <inheritdoc cref="Rows{T}"/>
    public List<T> Tracked<T>(string member, object value)
        where T : class
    {
        var rows = Rows<T>(member, value);
        rows.ForEach(row => Entry(row).State = EntityState.Unchanged);
        return rows;
    }

    private static InvalidOperationException NotPrepared() => new("Rows are read with prepared statements within a write on SQLite.");

    private static TimeSpan Patience => TimeSpan.FromSeconds(CenterDatabase.BusySeconds);

    // Whoever saves within a transaction has the turn already; outside the application nobody shares one.
    private WriterGate? Gate => Database.CurrentTransaction is null && Database.IsSqlite() ? this.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<WriterGate>() : null;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        base.ConfigureConventions(configurationBuilder);
        Conventions.Apply(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CenterDb).Assembly);
    }
}
