using Data;
using Data.Acquisitions;
using Data.Kits;
using Data.Staff;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;
using Licensing.Owners;
using OperatorConsole.Issuing;
using OperatorConsole.Issuing.Keys;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Data;

namespace OperatorConsole.Tests.Issuing;

/// <summary>A Center with one kit, asked through the use case behind every channel.</summary>
internal sealed class RestorationCenter : IAsyncDisposable
{
    internal static readonly Sketch Acquired = new(0, 220, 319, 9, 9151971374);
    internal static readonly Sketch OtherBoard = Acquired with { Board = 320 };
    internal static readonly OwnerDetails Company = new() { Organization = "Vector Ltd.", LastName = "Orlova", Email = "anna@vector.example" };

    internal static readonly KeyParameters Parameters = new()
    {
        OsName = "Debian GNU/Linux",
        OsVersion = "12",
        Host = "sirena",
        Motherboard = "ASUS B550",
        Bios = "UEFI AMI 1",
        RamMib = 16384,
        Cpus = ["AMD|25.33.0|Ryzen"],
        Nics = ["A0-36-BC-12-34-56"],
        Disks = ["Samsung|1"],
    };

    private readonly RequestSource _operator = new("operator-1", "operator");
    private readonly PhoneReply _reply;

    private RestorationCenter(CenterFixture fixture, Kit kit, MethodFamily family)
    {
        (Fixture, Kit) = (fixture, kit);
        Answer = new AnswerRequest(fixture.Vault, fixture.Owners, fixture.Journal, fixture.Clock, new RuleSettings(family));
        Correct = new CorrectKit(fixture.Center, fixture.Vault, fixture.Owners, fixture.Journal, fixture.Clock);
        Try = new TryOwner(fixture.Center, fixture.Vault, fixture.Journal, fixture.Clock);
        Keys = FileKeyStore.OpenOrCreate(fixture.KeysPath, fixture.Vault);
        _reply = new PhoneReply(fixture.Vault, Keys, fixture.Clock);
        Files = new AnswerFile(fixture.Center, Keys, Answer, new LicenseFileReply(fixture.Vault, Keys, fixture.Clock));
    }

    internal CenterFixture Fixture { get; }

    internal Kit Kit { get; }

    internal AnswerRequest Answer { get; }

    internal FileKeyStore Keys { get; }

    internal AnswerFile Files { get; }

    internal CorrectKit Correct { get; }

    internal TryOwner Try { get; }

    internal Acting Supervisor { get; } = new("supervisor-1", "supervisor", [Roles.Supervisor]);

    internal const string Requester = "supervisor-2";

    internal Grounds Grounds { get; } = new("a mistake of ours", "call 261124-1-8", "", null);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal static async Task<RestorationCenter> WithAsync(string template, MethodFamily family = MethodFamily.Exact, DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var fixture = await CenterFixture.StartAsync(provider);
        var kit = KitDraw.Make(KitDraw.Number(), "Drafting board", DeliveryTemplates.Find(template)!);
        await fixture.Center.WriteAsync(async db =>
        {
            db.Users.Add(new StaffMember { Id = Requester, UserName = "second" });
            await AddAsync(db, fixture, kit);
        }, Cancellation);
        return new RestorationCenter(fixture, kit, family);
    }

    internal PinCode Pin(int pin, int set = 1) => Kit.Sets[set - 1].Pins[pin - 1].Code;

    internal RequestCode Code(Operation operation, int pin, int? current = null, Sketch? sketch = null, int owner = 314391) =>
        RequestCode.For(operation, Kit.Number, Pin(pin), Pin(current ?? pin), owner, sketch ?? Acquired);

    internal Task<Answered> DictateAsync(RequestCode code, AnswerRequest? through = null, Center? center = null) =>
        (center ?? Fixture.Center).WriteAsync(db => (through ?? Answer).RunAsync(db, Incoming.Dictated(code), _operator, _reply.For(code.ToGroups())), Cancellation);

    /// <summary>A request that carries owner and computer in full; its answer is made as the phone's, whose bytes do not matter here.</summary>
    internal Task<Answered> SendAsync(Operation operation, Method method, int pin, int? current = null, KeyParameters? computer = null, OwnerDetails? owner = null, bool? unchanged = null)
    {
        var (parameters, details) = (CanonicalComputer.From(computer ?? Parameters), owner ?? Company);
        var code = RequestCode.For(operation, Kit.Number, Pin(pin), Pin(current ?? pin), details.DigestFor(Kit.Number), Sketch.Of(parameters, Kit.Number));
        var incoming = new Incoming(method, operation, Pin(pin), code.OwnerDigest, _ => $"file\n{operation}\n{Pin(pin).Digits}\n{details.ToCanonical()}\n{string.Join('|', parameters.Host, parameters.RamMib)}\n{unchanged}")
        {
            Kit = Kit.Number,
            CurrentPin = operation == Operation.RestoreWithSpare ? Pin(current ?? pin) : null,
            Computer = parameters,
            Owner = details,
            Unchanged = unchanged,
        };
        return Fixture.Center.WriteAsync(db => Answer.RunAsync(db, incoming, new RequestSource("", "file"), _reply.For(code.ToGroups())), Cancellation);
    }

    internal async Task<Corrected> CorrectAsync(Correction correction) =>
        (await Correct.RunAsync(Supervisor, Requester, Kit.Number.Digits, correction, Cancellation)).ShouldNotBeNull();

    internal string Said(AnswerRow answer) => _reply.Open(answer).Answer.ToDigits();

    internal Task<LoadedKit> LoadAsync() =>
        Fixture.Center.ReadAsync(async db => (await LoadedKit.ByNumberAsync(db, Fixture.Vault, Kit.Number.Digits)).ShouldNotBeNull(), Cancellation);

    internal Task<T> ReadAsync<T>(Func<CenterDb, Task<T>> query) => Fixture.Center.ReadAsync(query, Cancellation);

    public ValueTask DisposeAsync() => Fixture.DisposeAsync();

    private static async Task AddAsync(CenterDb db, CenterFixture fixture, Kit kit)
    {
        var now = fixture.Clock.GetUtcNow();
        var row = Data.Some.Kit(kit.Number.Digits, now);
        foreach (var set in kit.Sets)
        {
            row.Sets.Add(new LicenseSetRow { Position = set.Position, Type = set.Type, Seats = set.Seats, Licenses = set.Licenses, Choice = set.Choice?.ToString() });
        }

        db.Kits.Add(row);
        await db.SaveChangesAsync();
        foreach (var (set, setRow) in kit.Sets.Zip(row.Sets))
        {
            foreach (var (pin, index) in set.Pins.Select((p, i) => (p, i)))
            {
                var pinRow = Data.Some.Pin(fixture.Vault, pin.Code.Digits, now);
                (pinRow.KitId, pinRow.Position) = (row.Id, index + 1);
                setRow.Pins.Add(pinRow);
            }
        }

        db.Ledger.Add(new LedgerRow { At = now, Kind = LedgerKind.KitMade, KitId = row.Id });
    }
}
