using System.Diagnostics;
using System.Text;
using Licensing.Computers;
using Licensing.Files;

namespace Licensing.Tests.Files;

/// <summary>Files that somebody broke: never a crash, never a license that was not given, and every refusal says where.</summary>
public sealed class MutatedFilesTests
{
    private static readonly LicenseRequestFile[] Requests = [SomeRequests.Request, SomeRequests.Move];
    private static readonly string License = LicenseDetailsFile.Write(SomeRequests.License with { InstallOn = new InstallationTarget("srv-1") }, SomeKeys.Signer);

    // Of these no member is to blame; every other refusal names one.
    private static readonly Expectation[] Whole =
        [Expectation.Json, Expectation.Utf8, Expectation.FileSize, Expectation.EncryptedForm, Expectation.SignedForm, Expectation.OpensWithItsKey];

    // What one of them says decides what another must be.
    private static readonly string[] Deciding = ["operation", "type"];

    [Theory]
    [InlineData(1_500)]
    public void Broken_requests_are_refused_where_they_are_broken(int files) => BreakRequests(files, seed: 20261124);

    [Theory]
    [InlineData(1_500)]
    public void Broken_licenses_are_refused_where_they_are_broken(int files) => BreakLicenses(files, seed: 20261124);

    [Theory]
    [InlineData(50_000)]
    [Trait("Ring", "long")]
    public void Fifty_thousand_broken_requests(int files) => BreakRequests(files, seed: 1);

    [Theory]
    [InlineData(50_000)]
    [Trait("Ring", "long")]
    public void Fifty_thousand_broken_licenses(int files) => BreakLicenses(files, seed: 2);

    private static void BreakRequests(int files, int seed)
    {
        var mutations = new Mutations(seed);
        var (refused, taken, clock) = (0, 0, Stopwatch.StartNew());
        for (var i = 0; i < files; i++)
        {
            var request = Requests[i % Requests.Length];
            var plain = LicenseRequestFile.Write(request);
            var touched = "";
            var file = mutations.Next(5) switch
            {
                0 => mutations.Bytes(Encoding.UTF8.GetBytes(plain)),
                1 => mutations.Bytes(Encoding.UTF8.GetBytes(EncryptedRequest.Write(request, SomeKeys.Encrypts))),
                2 => Encoding.UTF8.GetBytes(WithHeader(EncryptedRequest.Write(request, SomeKeys.Encrypts), header => mutations.Member(header, out _))),
                3 => Encoding.UTF8.GetBytes(HandMadeJose.Encrypt(mutations.Member(plain, out touched), SomeKeys.Encryption, EncryptedRequestTests.Header())),
                _ => Encoding.UTF8.GetBytes(mutations.Member(plain, out touched)),
            };
            try
            {
                var read = EncryptedRequest.Read(file, SomeKeys.Opener);
                taken++;
                LicenseRequestFile.Read(LicenseRequestFile.Write(read)).ToCanonical().ShouldBe(read.ToCanonical());
            }
            catch (FileFormatException fault)
            {
                refused++;
                RequirePlace(fault, touched, Encoding.UTF8.GetString(file));
                fault.ToString().ShouldNotContain("746185858112352");
            }
            catch (Exception crash) when (crash is not ShouldAssertException)
            {
                throw new InvalidOperationException($"File {i} of seed {seed}: {Encoding.UTF8.GetString(file)}", crash);
            }
        }

        Tell("requests", refused, taken, clock);
    }

    private static void BreakLicenses(int files, int seed)
    {
        var mutations = new Mutations(seed);
        var here = CanonicalComputer.From(SomeFiles.Computer);
        var keys = SomeKeys.Public();
        var payload = Encoding.UTF8.GetString(HandMadeJose.Decoded(License.Split('.')[1]));
        var (refused, taken, clock) = (0, 0, Stopwatch.StartNew());
        for (var i = 0; i < files; i++)
        {
            var touched = "";
            var file = mutations.Next(4) switch
            {
                0 => Encoding.UTF8.GetString(mutations.Bytes(Encoding.UTF8.GetBytes(License))),
                1 => WithHeader(License, header => mutations.Member(header, out _)),
                2 => WithPayload(Encoding.UTF8.GetString(mutations.Bytes(Encoding.UTF8.GetBytes(payload)))),
                _ => WithPayload(mutations.Member(payload, out touched)),
            };
            try
            {
                var read = LicenseDetailsFile.Read(file);
                taken++;
                (LicenseCheck.Of(read, here, keys) is LicenseVerdict.Valid && read.Text != License).ShouldBeFalse(file);
            }
            catch (FileFormatException fault)
            {
                refused++;
                RequirePlace(fault, touched, file);
            }
            catch (Exception crash) when (crash is not ShouldAssertException)
            {
                throw new InvalidOperationException($"File {i} of seed {seed}: {file}", crash);
            }
        }

        Tell("licenses", refused, taken, clock);
    }

    /// <summary>Where one member was touched, that one is named, or one in it or around it; a text that is no JSON any more is named as a whole.</summary>
    private static void RequirePlace(FileFormatException fault, string touched, string file)
    {
        fault.Expected.ShouldNotBeNullOrWhiteSpace();
        (fault.Member.Length > 0 || Whole.Contains(fault.Expectation)).ShouldBeTrue($"'{fault.Message}' names no member: {file}");
        if (touched.Length == 0 || Deciding.Contains(touched) || fault.Expectation == Expectation.Json)
        {
            return;
        }

        var named = fault.Member.Length > 0 && (Around(fault.Member, touched) || Around(touched, fault.Member)
            || (fault.Expectation == Expectation.NoSuchMember && fault.Member.Equals(touched + "x", StringComparison.OrdinalIgnoreCase)));
        named.ShouldBeTrue($"'{touched}' was touched and '{fault.Message}' said: {file}");
    }

    private static bool Around(string outer, string inner) =>
        inner == outer || (inner.StartsWith(outer, StringComparison.Ordinal) && inner[outer.Length] is '.' or '[');

    private static string WithHeader(string compact, Func<string, string> change)
    {
        var parts = compact.Split('.');
        parts[0] = HandMadeJose.Encoded(change(Encoding.UTF8.GetString(HandMadeJose.Decoded(parts[0]))));
        return string.Join('.', parts);
    }

    private static string WithPayload(string payload)
    {
        var parts = License.Split('.');
        return $"{parts[0]}.{HandMadeJose.Encoded(payload)}.{parts[2]}";
    }

    private static void Tell(string what, int refused, int taken, Stopwatch clock) => TestContext.Current.TestOutputHelper?.WriteLine(
        FormattableString.Invariant($"{refused + taken} {what}: {refused} refused with their place, {taken} still readable, 0 crashes, {clock.Elapsed.TotalSeconds:0.0} s"));
}
