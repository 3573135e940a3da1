using System.Text.Json;
using System.Text.Json.Nodes;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Files;
using Licensing.Kits;
using Licensing.Tests.Files;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Tests.SelfService;

/// <summary>The interface for programs, asked over a real connection.</summary>
public sealed class LicenseApiTests
{
    [Fact]
    public async Task A_program_gets_a_license_details_file_and_its_id_and_the_same_bytes_when_it_asks_again()
    {
        await using var center = await ServedCenter.StartAsync();
        var request = ServedCenter.Request(await center.KitAsync("base"));

        var plain = await center.SendAsync(request);
        var encrypted = await center.SendAsync(EncryptedRequest.Write(request, center.Keys.Published.EncryptionKey!), "application/jose");

        (plain.Status, plain.Type).ShouldBe((200, "application/jose"), plain.Text);
        plain.Headers["Cache-Control"].ShouldBe("no-store");
        var license = LicenseDetailsFile.Read(plain.Text);
        plain.Headers["X-License-Id"].ShouldBe(license.Details.License);
        license.Details.Method.ShouldBe(Method.Automatic);
        LicenseCheck.Of(license, CanonicalComputer.From(request.Computer), center.Keys.Published).ShouldBeOfType<LicenseVerdict.Valid>();
        encrypted.Body.ShouldBe(plain.Body);
        encrypted.Headers["X-License-Id"].ShouldBe(license.Details.License);
    }

    [Fact]
    public async Task Another_implementation_of_jose_needs_the_published_keys_alone()
    {
        await using var center = await ServedCenter.StartAsync();
        var request = ServedCenter.Request(await center.KitAsync("base"));
        var keys = JsonNode.Parse(await center.GetAsync("/.well-known/jwks.json"))!["keys"]!.AsArray().Select(key => key!.AsObject()).ToDictionary(key => key["use"]!.GetValue<string>());
        var header = new JsonObject { ["alg"] = "ECDH-ES", ["enc"] = "A256GCM", ["kid"] = keys["enc"]["kid"]!.GetValue<string>(), ["cty"] = "license-request+json" };

        var answer = await center.SendAsync(HandMadeJose.Encrypt(LicenseRequestFile.Write(request), HandMadeJose.PublicKey(keys["enc"]), header), "application/jose");

        answer.Status.ShouldBe(200, answer.Text);
        HandMadeJose.HeaderOf(answer.Text).Select(member => member.Value!.GetValue<string>()).ShouldBe(["ES256", keys["sig"]["kid"]!.GetValue<string>(), "license+jwt"]);
        HandMadeJose.Verifies(answer.Text, HandMadeJose.PublicKey(keys["sig"])).ShouldBeTrue();
        HandMadeJose.Verifies(answer.Text, HandMadeJose.PublicKey(keys["enc"])).ShouldBeFalse();
    }

    [Theory]
    [InlineData("en", "The Licensing Center refuses the request", "carries no license")]
    [InlineData("ru", "Центр лицензирования отклонил запрос", "на текущем пинкоде нет лицензии")]
    public async Task A_refusal_names_code_and_message_in_the_callers_language(string language, string title, string message)
    {
        await using var center = await ServedCenter.StartAsync();
        var request = ServedCenter.Request(await center.KitAsync("base")) with { Operation = Operation.Restore, Unchanged = true };

        var refused = await center.SendAsync(request, language);

        (refused.Status, refused.Type).ShouldBe((422, "application/problem+json"));
        var problem = JsonDocument.Parse(refused.Body).RootElement;
        problem.GetProperty("title").GetString().ShouldBe(title);
        problem.GetProperty("status").GetInt32().ShouldBe(422);
        var reason = problem.GetProperty("reasons").EnumerateArray().Single();
        reason.GetProperty("code").GetString().ShouldBe("nothing-to-restore");
        reason.GetProperty("message").GetString()!.ShouldContain(message, Case.Insensitive);
    }

    [Fact]
    public async Task Whatever_is_wrong_with_kit_or_pin_gets_one_and_the_same_body()
    {
        await using var center = await ServedCenter.StartAsync();
        var (kit, other) = (await center.KitAsync("base"), await center.KitAsync("base"));
        var right = ServedCenter.Request(kit);
        LicenseRequestFile[] wrong =
        [
            right with { Kit = KitNumber.Stored("000000000") },
            right with { Kit = KitNumber.Stored("123456789") },
            right with { Kit = other.Number },
            right with { Pin = ServedCenter.Request(other).Pin },
            right with { Pin = KitDraw.Make(KitDraw.Number(), "x", DeliveryTemplates.Find("base")!).Sets[0].Pins[0].Code },
            LicenseRequestFile.Read(LicenseRequestFile.Write(right).Replace(right.Pin.Digits, "111222333444555", StringComparison.Ordinal)),
            right with { Operation = Operation.RestoreWithSpare, Pin = right.Pin, CurrentPin = ServedCenter.Request(other).Pin },
        ];

        var answers = new List<Sent>();
        foreach (var request in wrong)
        {
            answers.Add(await center.SendAsync(request));
        }

        answers.ShouldAllBe(answer => answer.Status == 422);
        answers.Select(answer => answer.Text).Distinct().Single().ShouldContain("\"code\":\"kit-or-pin\"");
        answers.Select(answer => string.Join('\n', answer.Headers.Where(header => header.Key is not ("Date" or "Content-Security-Policy")).Select(header => $"{header.Key}: {header.Value}"))).Distinct().Count().ShouldBe(1);
        (await center.SendAsync(right)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("""{ "format": "license-request/1", "operation": "initial", "kit": "12", "pin": "746185858112352" }""", "kit")]
    [InlineData("""{ "format": "license-request/1", "operation": "initial", "kit": "075312509", "pin": "746185858112352", "owner": { "towns": "x" } }""", "owner.towns")]
    [InlineData("""{ "format": "license-request/1", "operation": "initial", "kit": "075312509", "pin": "746185858112352", "computer": { "nics": ["1"] } }""", "computer.nics[0]")]
    [InlineData("{", "")]
    [InlineData("", "")]
    [InlineData("not.a.jose.file.", "")]
    public async Task A_body_of_another_shape_is_told_which_member_is_wrong(string body, string member)
    {
        await using var center = await ServedCenter.StartAsync();
        var answer = await center.SendAsync(body);

        (answer.Status, answer.Type).ShouldBe((400, "application/problem+json"));
        var problem = JsonDocument.Parse(answer.Body).RootElement;
        problem.GetProperty("member").GetString().ShouldBe(member);
        problem.GetProperty("detail").GetString()!.ShouldContain(member);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("")]
    [InlineData("application/xml")]
    public async Task Another_type_is_not_taken(string type)
    {
        await using var center = await ServedCenter.StartAsync();
        var answer = await center.SendAsync("{}", type);
        (answer.Status, answer.Type).ShouldBe((415, "application/problem+json"));
    }

    [Fact]
    public async Task A_large_body_is_not_read()
    {
        await using var center = await ServedCenter.StartAsync();
        (await center.SendAsync(new string(' ', 64 * 1024))).Status.ShouldBe(400);
        var answer = await center.SendAsync(new string(' ', (64 * 1024) + 1));
        (answer.Status, answer.Type).ShouldBe((413, "application/problem+json"));

        // Nor one that does not say how long it is.
        answer = await center.SendAsync(new string(' ', 100_000), headers: ("Transfer-Encoding", "chunked"));
        (answer.Status, answer.Type).ShouldBe((413, "application/problem+json"));
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_told_without_a_page()
    {
        await using var center = await ServedCenter.StartAsync();
        using var visitor = center.Console.Visit();
        (await visitor.GetAsync("/api/v1/licenses")).Text.ShouldBeEmpty();
        (await visitor.GetAsync("/api/v1/nothing")).Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fifty_programs_at_a_time_with_one_pin_get_one_license()
    {
        await using var center = await ServedCenter.StartAsync("--SelfService:RequestsPerMinuteAndKit", "100000");
        var request = ServedCenter.Request(await center.KitAsync("base"));

        var same = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PatientlyAsync(center, request)));
        var different = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => PatientlyAsync(center, request with { Computer = request.Computer with { Host = $"host-{i}" } })));

        same.ShouldAllBe(answer => answer.Status == 200);
        same.Select(answer => answer.Text).Distinct().Count().ShouldBe(1);
        different.ShouldAllBe(answer => answer.Status == 422 && answer.Text.Contains("use-restoration", StringComparison.Ordinal));
        (await center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(1);
        (await center.ReadAsync(db => db.Answers.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Fifty_computers_that_race_for_an_unused_pin_are_one_winner()
    {
        await using var center = await ServedCenter.StartAsync("--SelfService:RequestsPerMinuteAndKit", "100000");
        var request = ServedCenter.Request(await center.KitAsync("client-5"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => PatientlyAsync(center, request with { Computer = request.Computer with { Host = $"host-{i}" } })));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Count(answer => answer.Status == 422).ShouldBe(49);
        (await center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(1);
    }

    // Told that the Center is busy, a program asks again, as it is told.
    private static async Task<Sent> PatientlyAsync(ServedCenter center, LicenseRequestFile request)
    {
        while (true)
        {
            if (await center.SendAsync(request) is { Status: not 503 } answer)
            {
                return answer;
            }
        }
    }
}
