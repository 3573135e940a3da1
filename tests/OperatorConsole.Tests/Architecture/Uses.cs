using System.Reflection;
using System.Reflection.Emit;

namespace OperatorConsole.Tests.Architecture;

/// <summary>What a type uses: in its shape and in the code of its methods, lambdas and state machines included.</summary>
internal static class Uses
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Every type that this one mentions anywhere, generic arguments and element types included.</summary>
    public static IReadOnlySet<Type> Of(Type type)
    {
        var found = new HashSet<Type>();
        Add(found, type.BaseType);
        Array.ForEach(type.GetInterfaces(), one => Add(found, one));
        Attributes(found, type);
        foreach (var field in type.GetFields(Everything))
        {
            Add(found, field.FieldType);
            Attributes(found, field);
        }

        foreach (var property in type.GetProperties(Everything))
        {
            Add(found, property.PropertyType);
            Attributes(found, property);
        }

        foreach (var method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
        {
            Method(found, method);
        }

        return found;
    }

    private static void Method(HashSet<Type> found, MethodBase method)
    {
        Attributes(found, method);
        Array.ForEach(method.GetParameters(), parameter => Add(found, parameter.ParameterType));
        Add(found, (method as MethodInfo)?.ReturnType);
        if (method.GetMethodBody() is not { } body)
        {
            return;
        }

        foreach (var local in body.LocalVariables)
        {
            Add(found, local.LocalType);
        }

        foreach (var clause in body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause))
        {
            Add(found, clause.CatchType);
        }

        foreach (var token in Tokens(body.GetILAsByteArray()!))
        {
            Member(found, method, token);
        }
    }

    private static void Member(HashSet<Type> found, MethodBase method, int token)
    {
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        var member = method.Module.ResolveMember(token, ofType, ofMethod);
        Add(found, member as Type ?? member?.DeclaringType);
        switch (member)
        {
            case FieldInfo field:
                Add(found, field.FieldType);
                break;
            case MethodBase called:
                Array.ForEach(called.GetParameters(), parameter => Add(found, parameter.ParameterType));
                Add(found, (called as MethodInfo)?.ReturnType);
                Array.ForEach(called.IsGenericMethod ? called.GetGenericArguments() : [], argument => Add(found, argument));
                break;
        }
    }

    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var at = 0; at < il.Length;)
        {
            var code = il[at] == 0xFE ? Codes[(short)((0xFE << 8) | il[at + 1])] : Codes[il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                yield return BitConverter.ToInt32(il, at);
            }

            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }

    // Attributes by type, and the types that they were given.
    private static void Attributes(HashSet<Type> found, MemberInfo member)
    {
        foreach (var attribute in member.GetCustomAttributesData())
        {
            Add(found, attribute.AttributeType);
            foreach (var argument in attribute.ConstructorArguments)
            {
                Add(found, argument.Value as Type);
            }
        }
    }

    private static void Add(HashSet<Type> found, Type? type)
    {
        while (type is { HasElementType: true })
        {
            type = type.GetElementType();
        }

        if (type is null || type.IsGenericParameter || !found.Add(type) || !type.IsGenericType)
        {
            return;
        }

        found.Add(type.GetGenericTypeDefinition());
        Array.ForEach(type.GetGenericArguments(), argument => Add(found, argument));
    }
}
