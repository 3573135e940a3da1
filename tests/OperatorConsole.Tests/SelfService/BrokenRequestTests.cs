using System.Text;
using Licensing.Files;
using Licensing.Tests.Files;

namespace OperatorConsole.Tests.SelfService;

/// <summary>Broken requests over a real connection: refused or answered, never a fault of the Center.</summary>
public sealed class BrokenRequestTests
{
    [Fact]
    public async Task Five_hundred_broken_requests_are_refused_or_answered_and_none_is_a_fault()
    {
        await using var center = await ServedCenter.StartAsync("--SelfService:RequestsPerMinute", "100000", "--SelfService:RequestsPerMinuteAndKit", "100000");
        var request = ServedCenter.Request(await center.KitAsync("base"));
        var (plain, encrypted) = (LicenseRequestFile.Write(request), EncryptedRequest.Write(request, center.Keys.Published.EncryptionKey!));
        var mutations = new Mutations(seed: 5);
        var seen = new Dictionary<int, int>();
        for (var i = 0; i < 500; i++)
        {
            var body = mutations.Next(3) switch
            {
                0 => mutations.Bytes(Encoding.UTF8.GetBytes(plain)),
                1 => mutations.Bytes(Encoding.UTF8.GetBytes(encrypted)),
                _ => Encoding.UTF8.GetBytes(mutations.Member(plain, out _)),
            };
            var sent = await center.SendAsync(body, mutations.Next(2) == 0 ? "application/json" : "application/jose");
            seen[sent.Status] = seen.GetValueOrDefault(sent.Status) + 1;
            sent.Status.ShouldBeOneOf([200, 400, 413, 422], $"request {i}: {Encoding.UTF8.GetString(body)}");
            if (sent.Status != 200)
            {
                sent.Type.ShouldBe("application/problem+json");
                sent.Text.ShouldNotContain(request.Pin.Digits);
            }
        }

        seen[400].ShouldBeGreaterThan(100, "most are unreadable");
    }
}
