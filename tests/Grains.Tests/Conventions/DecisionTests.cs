using System.Reflection;
using System.Runtime.CompilerServices;
using Grains.Commits;
using Grains.Requests;

namespace Grains.Tests.Conventions;

public sealed class DecisionTests
{
    [Fact]
    public void A_successor_leaves_its_verb_in_a_decision()
    {
        var methods = typeof(RequestState).Assembly.GetTypes()
            .SelectMany(t =>
                t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.DeclaringType!.GetCustomAttribute<CompilerGeneratedAttribute>() is null && m.Name != "Deconstruct").ToList();

        Assert.Empty(methods.Where(m => Parts(m.ReturnType).Any(IsOfATurn)).Select(Name));
        Assert.Empty(methods.SelectMany(m => m.GetParameters()).Where(p => p.IsOut && IsOfATurn(p.ParameterType.GetElementType()!))
            .Select(p => Name((MethodInfo)p.Member)));
    }

    private static IEnumerable<Type> Parts(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? Parts(inner)
        : type.IsGenericType && type.IsAssignableTo(typeof(ITuple)) ? type.GetGenericArguments()
        : [];

    private static bool IsOfATurn(Type type) =>
        type.IsSubclassOf(typeof(GrainState)) || type.IsAssignableTo(typeof(Effect)) || type.IsAssignableTo(typeof(IEnumerable<Effect>));

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
