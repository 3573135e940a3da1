namespace OperatorConsole.Features.Kits;

/// <summary>The door of this feature: kits are made, shown and changed.</summary>
internal static class KitsWiring
{
    public static IServiceCollection AddKits(this IServiceCollection services) =>
        services.AddSingleton<MakeKits>().AddSingleton<ShowKit>().AddSingleton<ChangeKit>();
}
