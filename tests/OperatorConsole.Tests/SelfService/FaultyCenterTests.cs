using System.Security.Cryptography;
using System.Text.Json;
using Licensing.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Issuing.Keys;

namespace OperatorConsole.Tests.SelfService;

/// <summary>A Center whose keys fail in the middle of an answer: programs are told so in their own form, and nothing is half done.</summary>
public sealed class FaultyCenterTests
{
    private const string Inside = "the module of hardware does not answer";

    [Theory]
    [InlineData("en", "The Licensing Center failed", "tell the Licensing Center the reference")]
    [InlineData("ru", "В центре лицензирования произошёл сбой", "сообщите в центр лицензирования номер")]
    public async Task A_fault_is_a_problem_with_a_reference_and_the_same_request_gets_its_license_afterwards(string language, string title, string advice)
    {
        var faulty = false;
        await using var center = await ServedCenter.StartAsync(builder =>
        {
            var real = builder.Services.Last(service => service.ServiceType == typeof(IKeyStore)).ImplementationFactory!;
            builder.Services.AddSingleton<IKeyStore>(services => new BreakingKeys((IKeyStore)real(services), () => faulty));
        });
        var request = ServedCenter.Request(await center.KitAsync("base"));

        faulty = true;
        var failed = await center.SendAsync(request, language);
        (failed.Status, failed.Type).ShouldBe((500, "application/problem+json"), failed.Text);
        var problem = JsonDocument.Parse(failed.Body).RootElement;
        (problem.GetProperty("type").GetString(), problem.GetProperty("title").GetString()).ShouldBe(("urn:licensing-center:fault", title));
        problem.GetProperty("reference").GetString()!.ShouldMatch("^[0-9A-F]{6}$");
        problem.GetProperty("detail").GetString()!.ShouldContain(advice);
        problem.GetProperty("detail").GetString()!.ShouldContain(problem.GetProperty("reference").GetString()!);
        failed.Text.ShouldNotContain(Inside);
        (await center.ReadAsync(db => db.Licenses.CountAsync())).ShouldBe(0);
        (await center.ReadAsync(db => db.Answers.CountAsync())).ShouldBe(0);

        faulty = false;
        var answered = await center.SendAsync(request);
        answered.Status.ShouldBe(200);
        LicenseDetailsFile.Read(answered.Text).Details.Kit.ShouldBe(request.Kit);
    }

    private sealed class BreakingKeys(IKeyStore real, Func<bool> faulty) : IKeyStore, IDisposable
    {
        public IReadOnlyList<CenterKey> Keys => real.Keys;

        public ILicenseSigner LicenseSigner => faulty() ? throw new InvalidOperationException(Inside) : real.LicenseSigner;

        public PhoneSignature Sign(string statement) => real.Sign(statement);

        public T? Use<T>(string kid, Func<ECDiffieHellman, T> use)
            where T : class => real.Use(kid, use);

        public Task<CenterKey> RotateAsync(KeyKind kind, Func<CenterKey, Task> record) => real.RotateAsync(kind, record);

        public Task<bool> RevokeAsync(KeyKind kind, string kid, Func<CenterKey?, Task> record) => real.RevokeAsync(kind, kid, record);

        public void Dispose() => (real as IDisposable)?.Dispose();
    }
}
