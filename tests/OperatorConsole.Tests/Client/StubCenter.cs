using System.Security.Cryptography;
using System.Text;
using Licensing.Acquisitions;
using Licensing.Files;
using Licensing.Kits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OperatorConsole.Tests.Client;

/// <summary>A Center on a free port that answers as the test says, with keys of its own.</summary>
internal sealed class StubCenter : IAsyncDisposable, IRequestKeys, ILicenseSigner
{
    private const string EncryptionKid = "encryption-1";
    private readonly WebApplication _app;
    private readonly ECParameters _signing = MakeKey();
    private readonly ECParameters _encryption = MakeKey();

    private StubCenter(WebApplication app) => _app = app;

    public string Kid => "file-1";

    internal string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>What came, as its text.</summary>
    internal List<string> Received { get; } = [];

    /// <summary>Content type and accepted types of the last request.</summary>
    internal (string? ContentType, string Accept) Headers { get; private set; }

    /// <summary>Answers a request; by default with its license.</summary>
    internal Func<HttpContext, LicenseRequestFile, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    internal CenterKeys Published => new()
    {
        JoseKeys =
        [
            JoseKey.Of(Kid, JoseUse.Signature, _signing, KeyState.Active), JoseKey.Of(EncryptionKid, JoseUse.Encryption, _encryption, KeyState.Active),
        ],
    };

    internal static async Task<StubCenter> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var center = new StubCenter(app);
        center.Answer = (context, request) => center.GiveAsync(context, center.License(request));
        app.MapPost("/api/v1/licenses", center.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return center;
    }

    /// <summary>The license that a request gets.</summary>
    internal LicenseDetails License(LicenseRequestFile request) => new()
    {
        License = "17",
        RequestId = "000102030405060708090a0b0c0d0e0f",
        Kit = request.Kit,
        Product = "Drafting board",
        Type = LicenseType.MultiUser,
        Seats = 5,
        Operation = request.Operation,
        Method = Method.Automatic,
        OwnerDigest = request.Owner.DigestFor(request.Kit),
        Computer = request.Computer,
        InstallOn = request.InstallOn,
        IssuedAt = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero),
    };

    internal Task GiveAsync(HttpContext context, LicenseDetails license) => TellAsync(context, 200, "application/jose", LicenseDetailsFile.Write(license, this));

    internal static Task TellAsync(HttpContext context, int status, string type, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text);
    }

    internal LicenseRequestFile Read(string text) => EncryptedRequest.Read(Encoding.UTF8.GetBytes(text), this);

    public T? Use<T>(string kid, Func<ECDiffieHellman, T> use)
        where T : class
    {
        using var key = ECDiffieHellman.Create(_encryption);
        return kid == EncryptionKid ? use(key) : null;
    }

    public byte[] Sign(byte[] input)
    {
        using var key = ECDsa.Create(_signing);
        return key.SignData(input, HashAlgorithmName.SHA256);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        Received.Add(text);
        Headers = (context.Request.ContentType, context.Request.Headers.Accept.ToString());
        await Answer(context, Read(text));
    }

    private static ECParameters MakeKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportParameters(includePrivateParameters: true);
    }
}
