using System.Reflection;
using System.Runtime.CompilerServices;

namespace Actors.Tests.Fixtures;

/// <summary>What a type offers, a line a member; and the list of what grains may use.</summary>
internal static class Surface
{
    public static readonly string[] Listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "orleans-surface.txt"));

    public static IEnumerable<string> Lines(Type type)
    {
        yield return type.BaseType is { Namespace: not "System" } parent ? $"{Name(type)} : {Name(parent)}" : Name(type);
        const BindingFlags declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var member in type.GetMembers(declared).Where(IsOffered))
        {
            yield return $"{Name(type)}.{Signature(member)}";
        }
    }

    /// <summary>Equality and printing of values are left out: every type has them.</summary>
    private static bool IsOffered(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute)) => member is MethodInfo { IsSpecialName: false } && IsOpen((MethodBase)member),
        MethodInfo { Name: "Equals" or "GetHashCode" or "ToString" } => false,
        MethodInfo { IsSpecialName: true } => false,
        MethodBase method => IsOpen(method),
        PropertyInfo property => IsOpen(property.GetMethod!),
        FieldInfo field => field is { IsPublic: true, IsSpecialName: false },
        _ => false,
    };

    private static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Signature(MemberInfo member) => member switch
    {
        ConstructorInfo made => $".ctor({Parameters(made)})",
        MethodInfo method => $"{method.Name}{(method.IsGenericMethod ? "<T>" : "")}({Parameters(method)}): {Name(method.ReturnType)}",
        PropertyInfo property => $"{property.Name}: {Name(property.PropertyType)}",
        FieldInfo { IsLiteral: true } value => $"{value.Name} = {value.GetRawConstantValue()}",
        _ => member.Name,
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p => Name(p.ParameterType)));

    private static string Name(Type type) => type switch
    {
        { IsGenericParameter: true } => "T",
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        { Namespace: "System" or "System.Threading" or "System.Threading.Tasks" or "System.Reflection" } => type.Name,
        _ => type.FullName!,
    };
}
