using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace OperatorConsole.Tests.Architecture;

/// <summary>The rules of the house, each as a function that names what breaks it.</summary>
internal static class Rules
{
    /// <summary>Below a root namespace every feature has one of its own, and none uses another.</summary>
    public static IEnumerable<string> FeaturesThatUseAnother(IEnumerable<Type> types, string root) =>
        from type in types
        let feature = FeatureOf(type, root)
        where feature is not null
        from used in Uses.Of(type)
        let other = FeatureOf(used, root)
        where other is not null && other != feature
        select $"{feature}: {type.FullName} uses {used.FullName}";

    /// <summary>An assembly refers to the framework and to what it is allowed.</summary>
    public static IEnumerable<string> ReferencesBeyond(Assembly assembly, params string[] allowed) =>
        from referenced in assembly.GetReferencedAssemblies()
        where !IsFramework(referenced.Name!) && !allowed.Contains(referenced.Name)
        select $"{assembly.GetName().Name} refers to {referenced.Name}";

    /// <summary>A component lives as long as a circuit; a context does not.</summary>
    public static IEnumerable<string> ComponentsThatHoldAContext(IEnumerable<Type> types) =>
        from type in types
        where typeof(IComponent).IsAssignableFrom(type)
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
        where (member as FieldInfo)?.FieldType is { } field && typeof(DbContext).IsAssignableFrom(field)
            || (member as PropertyInfo)?.PropertyType is { } property && typeof(DbContext).IsAssignableFrom(property)
        select $"{type.FullName}.{member.Name}";

    /// <summary>A use case is a sealed class in a file of its name, and its only one.</summary>
    /// <param name="useCases">The classes.</param>
    /// <param name="files">Path and text of every source file.</param>
    public static IEnumerable<string> UseCasesOutOfPlace(IReadOnlyCollection<Type> useCases, IReadOnlyCollection<(string Path, string Text)> files)
    {
        foreach (var useCase in useCases)
        {
            if (!useCase.IsSealed)
            {
                yield return $"{useCase.Name} is not sealed";
            }

            var feature = Path.Combine([.. useCase.Namespace!.Split('.').Skip(1)]);
            var own = files.Where(file => file.Path.EndsWith(Path.Combine(feature, useCase.Name + ".cs"), StringComparison.Ordinal)).ToList();
            if (own is not [var (path, text)])
            {
                yield return $"{useCase.Name} has no file of its name in {feature}";
            }
            else if (useCases.FirstOrDefault(other => other != useCase && text.Contains($"class {other.Name}(", StringComparison.Ordinal)) is { } second)
            {
                yield return $"{path} holds {second.Name} too";
            }
        }
    }

    /// <summary>Files that nobody reads in one go.</summary>
    public static IEnumerable<string> FilesLongerThan(int most, IEnumerable<(string Path, string Text)> files) =>
        from file in files
        let lines = file.Text.Split('\n').Length - 1
        where lines > most
        select $"{file.Path}: {lines} lines";

    private static string? FeatureOf(Type type, string root)
    {
        // Nested types, a compiler's own among them, live where they were declared.
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.Namespace?.StartsWith(root + ".", StringComparison.Ordinal) == true ? type.Namespace[(root.Length + 1)..].Split('.')[0] : null;
    }

    private static bool IsFramework(string name) =>
        name is "System" or "netstandard" or "mscorlib" or "System.Private.CoreLib"
        || (name.StartsWith("System.", StringComparison.Ordinal) && name != "System.CommandLine")
        || name is "Microsoft.Win32.Primitives" or "Microsoft.Win32.Registry";
}
