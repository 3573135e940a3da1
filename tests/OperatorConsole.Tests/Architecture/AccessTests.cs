using System.Reflection;
using System.Runtime.CompilerServices;
using Data.Staff;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Features.AdditionalPins;
using OperatorConsole.Features.Calls;
using OperatorConsole.Features.Kits;
using OperatorConsole.Features.Kits.Csv;
using OperatorConsole.Features.Kits.Proposals;
using OperatorConsole.Features.Requests;
using OperatorConsole.Features.Staff;
using OperatorConsole.Features.Violations;
using OperatorConsole.Issuing;
using OperatorConsole.Shell;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.Architecture;

/// <summary>Every use case asks for the right to act by itself, whatever page or command it is reached from.</summary>
public sealed class AccessTests
{
    // The roles that may, by the feature; where one use case differs from its feature, by its name.
    private static readonly Dictionary<string, string[]> May = new(StringComparer.Ordinal)
    {
        ["Calls"] = [Roles.Operator, Roles.Supervisor],
        [nameof(MakeKits)] = [Roles.Admin],
        [nameof(ShowKit)] = [Roles.Operator, Roles.Clerk, Roles.Supervisor, Roles.Admin],
        [nameof(ChangeKit)] = [Roles.Supervisor],
        [nameof(FindKits)] = [Roles.Operator, Roles.Clerk, Roles.Supervisor, Roles.Admin],
        [nameof(RevealPins)] = [Roles.Supervisor, Roles.Admin],
        [nameof(PrintLetter)] = [Roles.Supervisor, Roles.Admin],
        [nameof(AddPerson)] = [Roles.Admin],
        [nameof(CorrectKit)] = [Roles.Supervisor],
        [nameof(PlanRestoration)] = [Roles.Operator, Roles.Clerk, Roles.Supervisor, Roles.Admin],
        [nameof(ImportKits)] = [Roles.Admin],
        [nameof(ExportKits)] = [Roles.Admin],
        [nameof(ProposeCorrection)] = [Roles.Operator, Roles.Clerk, Roles.Supervisor, Roles.Admin],
        [nameof(ListProposals)] = [Roles.Operator, Roles.Clerk, Roles.Supervisor, Roles.Admin],
        [nameof(DecideProposal)] = [Roles.Supervisor],
        [nameof(TryOwner)] = [Roles.Operator, Roles.Clerk, Roles.Supervisor, Roles.Admin],
        [nameof(AssignRequest)] = [Roles.Supervisor],
        ["Uploads"] = [Roles.Clerk, Roles.Supervisor],
        ["Requests"] = [Roles.Clerk, Roles.Supervisor],
        [nameof(ListModules)] = [Roles.Supervisor],
        [nameof(SaveModule)] = [Roles.Supervisor],
        [nameof(RetireModule)] = [Roles.Supervisor],
        ["Modules"] = [Roles.Clerk, Roles.Supervisor],
        ["AdditionalPins"] = [Roles.Clerk, Roles.Supervisor],
        [nameof(AgreeToPinDecision)] = [Roles.Supervisor],
        ["Keys"] = [Roles.Admin],
        ["Violations"] = [Roles.Supervisor],
        [nameof(ReportViolation)] = [Roles.Operator, Roles.Clerk, Roles.Supervisor, Roles.Admin],
        [nameof(ShowStanding)] = [Roles.Operator, Roles.Clerk, Roles.Supervisor, Roles.Admin],
    };

    // Done by the machine, or by somebody who is nobody yet.
    private static readonly string[] WithoutAPerson = ["CloseQuietCalls", "CompleteDecisions", "AcceptInvitation", "TakeRequestFile", "WatchHistory", "CompletePinDecisions", "ReturnWaiting"];

    // Whatever somebody can be named to do, however the act is called.
    private static readonly List<MethodInfo> Acts =
    [
        .. In("OperatorConsole.Features.", "OperatorConsole.Issuing", "OperatorConsole.Mail.Modules").Where(act => act.GetParameters() is [var first, ..] && first.ParameterType == typeof(Acting)),
    ];

    [Fact]
    public void Every_use_case_is_told_who_acts() =>
        In("OperatorConsole.Features.").Where(act => act.Name == "RunAsync" && !Acts.Contains(act)).Select(act => act.DeclaringType!.Name)
            .ShouldBe(WithoutAPerson, ignoreOrder: true);

    [Fact]
    public async Task No_role_gets_further_than_its_own_use_cases()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var scope = console.Services.CreateAsyncScope();
        var tried = 0;
        foreach (var act in Acts)
        {
            var name = act.DeclaringType!.Name;
            var roles = May.GetValueOrDefault(name) ?? May.GetValueOrDefault(act.DeclaringType.Namespace!.Split('.').ElementAtOrDefault(2) ?? "");
            roles.ShouldNotBeNull($"{name}: say in this table who may");
            var useCase = ActivatorUtilities.GetServiceOrCreateInstance(scope.ServiceProvider, act.DeclaringType);
            foreach (var role in Roles.All.Append("nobody"))
            {
                (await IsRefusedAsync(act, useCase, new Acting("someone", "someone", [role]))).ShouldBe(!roles.Contains(role), $"{name} by {role}");
                tried++;
            }
        }

        tried.ShouldBeGreaterThanOrEqualTo(15 * 5);
    }

    private static IEnumerable<MethodInfo> In(params string[] places) => typeof(ConsoleHost).Assembly.GetTypes()
        .Where(type => type.IsClass && places.Any(place => type.Namespace?.StartsWith(place, StringComparison.Ordinal) == true))
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(act => !act.IsSpecialName));

    private static async Task<bool> IsRefusedAsync(MethodInfo act, object useCase, Acting acting)
    {
        object?[] arguments = [acting, .. act.GetParameters().Skip(1).Select(Anything)];
        try
        {
            await (Task)act.Invoke(useCase, arguments)!;
            return false;
        }
        catch (Exception fault)
        {
            // Whoever may act is told that there is no such call or kit; only the one who may not is told so.
            return (fault is TargetInvocationException wrapped ? wrapped.InnerException : fault) is NotAllowedException;
        }
    }

    private static object? Anything(ParameterInfo parameter) => parameter.ParameterType switch
    {
        // Neither a call nor a kit, nor a place where a file could be written.
        var type when type == typeof(string) => Path.Combine(Path.GetTempPath(), "no-such-directory", "nothing"),
        var type when type.IsValueType => Activator.CreateInstance(type),
        var type when type == typeof(CallFilter) => new CallFilter(),

        // Nobody listens.
        var type when type.IsAssignableTo(typeof(Delegate)) => null,

        // Something of the kind is there, so that nothing but the right to act can be missing.
        { IsClass: true, IsSealed: true, IsArray: false } type => RuntimeHelpers.GetUninitializedObject(type),
        { IsClass: true, IsAbstract: true } type => RuntimeHelpers.GetUninitializedObject(Array.Find(type.Assembly.GetTypes(), one => one.IsSealed && type.IsAssignableFrom(one))!),
        _ => null,
    };
}
