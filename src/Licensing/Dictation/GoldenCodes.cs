using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Kits;
using Licensing.Owners;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace Licensing.Dictation;

/// <summary>The sections of golden vectors that say what the codes are.</summary>
internal sealed class GoldenCodes(JsonElement root)
{
    internal IEnumerable<(string Section, Action<JsonElement, Expect> Check)> Sections =>
    [
        ("constants", Constants), ("test_key", TestKey), ("rfc6979_p224", DeterministicSignature), ("clean", Clean), ("kit_numbers", Number),
        ("owners", Owner), ("pins", Pin), ("fingerprints", Fingerprint), ("ram_levels", RamLevel), ("compare", Compare),
        ("requests", Request), ("responses", Response), ("refused_requests", Refused),
    ];

    internal PhoneSigningKey Key => PhoneSigningKey.FromHex(root.GetProperty("test_key").Text("d"));

    private static void Constants(JsonElement constants, Expect expect)
    {
        expect("P", constants.Number("P"), Groups.Modulus);
        expect("RHO", constants.Number("RHO"), Checks.Rho);
        expect("SIGMA", constants.Number("SIGMA"), Checks.Sigma);
        expect("TAU", constants.Number("TAU"), Checks.Tau);
        expect("K_SUM", constants.Number("K_SUM"), Checks.RequestConstant);
        expect("K_INNER", constants.Number("K_INNER"), Checks.InnerConstant);
        expect("K_PIN", constants.Number("K_PIN"), Checks.PinConstant);
        expect("K_TOTAL", constants.Number("K_TOTAL"), Checks.TotalConstant);
    }

    private void TestKey(JsonElement key, Expect expect)
    {
        var (x, y) = Key.Public.Point;
        expect("Qx", key.Text("Qx"), Hex(x));
        expect("Qy", key.Text("Qy"), Hex(y));
        expect("spki_der", key.Text("spki_der"), Convert.ToHexString(Key.Public.ToSpki()));
    }

    private static void DeterministicSignature(JsonElement vector, Expect expect)
    {
        Func<IDigest> digest = vector.Text("hash") switch
        {
            "sha1" => () => new Sha1Digest(),
            "sha224" => () => new Sha224Digest(),
            "sha256" => () => new Sha256Digest(),
            "sha384" => () => new Sha384Digest(),
            "sha512" => () => new Sha512Digest(),
            var other => throw new FormatException($"'hash' is {other}; sha1, sha224, sha256, sha384 or sha512 was expected."),
        };
        var message = DigestUtilities.DoFinal(digest(), Encoding.UTF8.GetBytes(vector.Text("message")));
        var (k, r, s) = Signature(vector.Text("d"), digest, message);
        expect("k", vector.Text("k"), k);
        expect("r", vector.Text("r"), r);
        expect("s", vector.Text("s"), s);
    }

    private static void Clean(JsonElement vector, Expect expect)
    {
        var text = Encoding.BigEndianUnicode.GetString(Convert.FromHexString(vector.Text("in_utf16")));
        var clean = CanonicalText.Clean(text);
        expect("out", vector.Text("out"), clean);
        expect("out_utf8", vector.Text("out_utf8"), Convert.ToHexStringLower(Encoding.UTF8.GetBytes(clean)));
    }

    private static void Number(JsonElement vector, Expect expect) =>
        expect("valid", vector.GetProperty("valid").GetBoolean(), KitNumber.TryParse(vector.Text("kit"), out _));

    private static void Owner(JsonElement vector, Expect expect)
    {
        var owner = OwnerOf(vector.GetProperty("owner"));
        var digest = owner.DigestFor(KitNumber.Stored(vector.Text("kit")));
        expect("canonical", vector.Text("canonical"), owner.ToCanonical());
        expect("sha256_of_canonical", vector.Text("sha256_of_canonical"), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner.ToCanonical()))));
        expect("digest", vector.Number("digest"), digest);
        expect("groups", vector.GetProperty("groups").EnumerateArray().Select(g => g.GetInt32()), new[] { digest / Groups.Modulus, digest % Groups.Modulus });
    }

    private static void Pin(JsonElement vector, Expect expect) =>
        expect("valid", vector.GetProperty("valid").GetBoolean(), PinCode.Parse(vector.Text("pin"), out _) == PinFault.None);

    private static void Fingerprint(JsonElement vector, Expect expect)
    {
        var kit = KitNumber.Stored(vector.Text("kit"));
        var computer = ComputerOf(vector);
        var canonical = vector.GetProperty("canonical");
        expect("canonical.os", canonical.Text("os"), computer.OsBlock);
        expect("canonical.board", canonical.Text("board"), computer.BoardBlock);
        expect("canonical.ram", canonical.Number("ram"), computer.RamMib);
        expect("canonical.cpu_count", canonical.Number("cpu_count"), computer.Cpus.Count);
        expect("canonical.items", canonical.Texts("items"), computer.Items);
        foreach (var item in vector.GetProperty("item_positions").EnumerateObject())
        {
            expect(item.Name, item.Value.EnumerateArray().Select(p => p.GetInt32()), Sketch.PositionsOf(item.Name, kit));
        }

        expect("sketch", SketchOf(vector.GetProperty("sketch")), Sketch.Of(computer, kit));
    }

    private static void RamLevel(JsonElement vector, Expect expect) => expect("level", vector.Number("level"), Sketch.RamLevel(vector.Number("mib")));

    private void Compare(JsonElement vector, Expect expect)
    {
        var (old, now) = (Named("fingerprints", vector.Text("old")), Named("fingerprints", vector.Text("new")));
        var kit = KitNumber.Stored(old.Text("kit"));
        expect("reasons", vector.Texts("reasons"), Sketch.Compare(Sketch.Of(ComputerOf(old), kit), Sketch.Of(ComputerOf(now), kit)).Select(c => c.Code()));
    }

    private void Request(JsonElement vector, Expect expect)
    {
        var kit = KitNumber.Stored(vector.Text("kit"));
        var owner = OwnerOf(Named("owners", vector.Text("owner")).GetProperty("owner")).DigestFor(kit);
        var sketch = Sketch.Of(ComputerOf(Named("fingerprints", vector.Text("fingerprint"))), kit);
        var code = RequestCode.For((Operation)(vector.Number("op") - 1), kit, PinOf(vector, "pin"), PinOf(vector, "current_pin"), owner, sketch);
        expect("rows", vector.Dictated(), (int[])[.. code.ToGroups(), code.CheckSum]);

        var faults = RequestCode.Read(vector.Dictated(), out var read);
        var decoded = vector.GetProperty("decoded");
        expect("faults", Array.Empty<string>(), faults.Select(f => f.Code()));
        expect("decoded.version", decoded.Number("version"), vector.Dictated()[0] / 100);
        expect("decoded.op", decoded.Number("op"), (int)(read?.Operation ?? default) + 1);
        expect("decoded.pin", decoded.GetProperty("pin").EnumerateArray().Select(g => g.GetInt32()), read?.Pin.ToGroups());
        expect("decoded.link", decoded.Number("link"), read?.Link);
        expect("decoded.owner", decoded.Number("owner"), read?.OwnerDigest);
        expect("decoded.sketch", SketchOf(decoded.GetProperty("sketch")), read?.Sketch);
    }

    private void Response(JsonElement vector, Expect expect)
    {
        var request = root.GetProperty("requests")[vector.Number("request")];
        var dictated = request.Dictated();
        var statement = PhoneStatement.For(KitNumber.Stored(request.Text("kit")), dictated.AsSpan(0, Groups.RequestLength));
        expect("statement", vector.Text("statement"), statement);
        var (k, r, s) = Signature(root.GetProperty("test_key").Text("d"), () => new Sha256Digest(), PhoneVerificationKey.Digest(statement));
        expect("k", vector.Text("k"), k);
        expect("r", vector.Text("r"), r);
        expect("s", vector.Text("s"), s);

        var answer = Key.Sign(statement);
        expect("lines", vector.Texts("lines"), Enumerable.Range(1, Groups.AnswerLines).Select(l => Groups.Format(answer.Line(l))));
        expect("line_checksums", vector.Texts("line_checksums"), Enumerable.Range(1, Groups.AnswerLines).Select(l => Groups.Format(answer.LineChecksum(l, dictated[^1]))));
        expect("total_checksum", vector.Text("total_checksum"), Groups.Format(answer.TotalChecksum(dictated[^1])));
        expect("verifies", true, Key.Public.Verifies(statement, answer));
    }

    private static void Refused(JsonElement vector, Expect expect) =>
        expect("reasons", vector.Texts("reasons"), RequestCode.Read(vector.Dictated(), out _).Select(f => f.Code()));

    private static (string K, string R, string S) Signature(string d, Func<IDigest> digest, byte[] message)
    {
        var key = new ECPrivateKeyParameters(new BigInteger(d, 16), PhoneVerificationKey.Domain);
        var nonce = new HMacDsaKCalculator(digest());
        nonce.Init(PhoneVerificationKey.Domain.N, key.D, message);
        var signer = new ECDsaSigner(new HMacDsaKCalculator(digest()));
        signer.Init(true, key);
        var signature = signer.GenerateSignature(message);
        return (Hex(nonce.NextK()), Hex(signature[0]), Hex(signature[1]));
    }

    private JsonElement Named(string section, string name) =>
        root.GetProperty(section).EnumerateArray().First(e => e.Text("name") == name);

    private static PinCode PinOf(JsonElement vector, string member) =>
        PinCode.Parse(vector.Text(member), out var pin) == PinFault.None ? pin : throw new FormatException($"'{member}' is no PIN code.");

    private static CanonicalComputer ComputerOf(JsonElement vector)
    {
        var f = vector.GetProperty("fingerprint");
        return CanonicalComputer.From(new KeyParameters
        {
            OsName = f.Text("os_name"),
            OsVersion = f.Text("os_version"),
            OsSerial = f.Text("os_serial"),
            OsInstallDate = f.Text("os_install_date"),
            Host = f.Text("host"),
            Motherboard = f.Text("motherboard"),
            Bios = f.Text("bios"),
            RamMib = f.Number("ram_mib"),
            Cpus = f.Texts("cpus"),
            Nics = f.Texts("nics"),
            Disks = f.Texts("disks"),
        });
    }

    private static OwnerDetails OwnerOf(JsonElement o) => new()
    {
        Kind = o.Text("kind") == "individual" ? OwnerKind.Individual : OwnerKind.Company,
        Organization = o.Text("organization"),
        LastName = o.Text("last_name"),
        FirstName = o.Text("first_name"),
        MiddleName = o.Text("middle_name"),
        Email = o.Text("email"),
        Country = o.Text("country"),
        Region = o.Text("region"),
        Zip = o.Text("zip"),
        District = o.Text("district"),
        Town = o.Text("town"),
        Street = o.Text("street"),
        House = o.Text("house"),
        Building = o.Text("building"),
        Apartment = o.Text("apartment"),
    };

    private static Sketch SketchOf(JsonElement s) =>
        new(s.Number("cpu"), s.Number("os"), s.Number("board"), s.Number("ram"), s.GetProperty("bits").GetInt64());

    private static string Hex(BigInteger number) => Convert.ToHexString(number.ToByteArrayUnsigned()).PadLeft(56, '0');
}
