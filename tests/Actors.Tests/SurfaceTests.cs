using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;

namespace Actors.Tests;

/// <summary>What is public in Orleans' namespaces must be in the list, and the list in Orleans: a grain that compiles here
/// must compile there.</summary>
public sealed class SurfaceTests
{
    private static readonly string[] Listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "orleans-surface.txt"));

    [Fact]
    public void The_engine_offers_what_the_list_names_and_nothing_else()
    {
        var offered = typeof(Grain).Assembly.GetExportedTypes()
            .Where(type => type.Namespace!.Split('.')[0] == "Orleans")
            .SelectMany(Lines)
            .Order(StringComparer.Ordinal);

        Assert.Equal(string.Join('\n', Listed), string.Join('\n', offered));
    }

    [Fact]
    public void The_list_is_sorted_and_names_each_member_once() =>
        Assert.Equal(Listed.Distinct().Order(StringComparer.Ordinal), Listed);

    [Fact]
    public void The_rest_is_in_our_own_namespaces() =>
        Assert.All(typeof(Grain).Assembly.GetExportedTypes(), type => Assert.Contains(type.Namespace!.Split('.')[0], new[] { "Actors", "Orleans" }));

    private static IEnumerable<string> Lines(Type type)
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
        FieldInfo { IsLiteral: true } value => $"{value.Name} = {Convert.ToInt64(value.GetRawConstantValue())}",
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
