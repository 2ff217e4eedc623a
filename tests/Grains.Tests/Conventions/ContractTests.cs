using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces;
using Orleans;
using Orleans.Concurrency;

namespace Grains.Tests.Conventions;

/// <summary>What may cross a call: sealed, immutable, the same after a journey through JSON.</summary>
public sealed class ContractTests
{
    // What the generator has written is in a namespace of its own.
    private static readonly IReadOnlyList<Type> All =
        [.. typeof(Caller).Assembly.GetTypes().Where(IsOurs)
            .Where(t =>
                t is { IsPublic: true, IsClass: true, IsAbstract: false } or { IsPublic: true, IsValueType: true, IsEnum: false,
                    IsGenericTypeDefinition: false }).Where(t => t.GetConstructors().Length > 0)];

    public static TheoryData<Type> Contracts => [.. All];

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Contract_is_sealed_and_says_that_it_is_immutable(Type contract)
    {
        Assert.True(contract.IsSealed);
        Assert.NotNull(contract.GetCustomAttribute<ImmutableAttribute>());
        Assert.All(contract.GetProperties(BindingFlags.Public | BindingFlags.Instance), p => Assert.True(Conventions.IsFixed(p), $"{p.Name} can be set"));
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Contract_survives_json(Type contract)
    {
        var sample = Sample(contract);

        var json = JsonSerializer.Serialize(sample, contract, GrainState.Json);
        var again = JsonSerializer.Deserialize(json, contract, GrainState.Json);

        Assert.Equal(json, JsonSerializer.Serialize(again, contract, GrainState.Json));
        Assert.All(contract.GetConstructors()[0].GetParameters(), p =>
            Assert.Contains($"\"{p.Name}\"", json, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Answers_of_decisions_survive_json()
    {
        var done = new Result<Interfaces.Requests.Posted, Interfaces.Requests.RequestRefusal>(new Interfaces.Requests.Posted(3, 7), null);
        var refused = new Result<Interfaces.Requests.Posted, Interfaces.Requests.RequestRefusal>(null, Interfaces.Requests.RequestRefusal.TooLate);

        Assert.Equal(done, Again(done));
        Assert.Equal(refused, Again(refused));
        Assert.Equal(new OperationId("a", "b"), Again(new OperationId("a", "b")));
    }

    [Fact]
    public void No_call_takes_or_gives_an_object()
    {
        var methods = typeof(Caller).Assembly.GetTypes().Where(t => t.IsInterface).SelectMany(t => t.GetMethods());

        foreach (var type in methods.SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)).Concat(All.SelectMany(Parts)))
            Assert.DoesNotContain(Opened(type), t => t == typeof(object) || typeof(Exception).IsAssignableFrom(t) || typeof(Delegate).IsAssignableFrom(t));
    }

    /// <summary>A durable grain's turn loads, decides and commits on fields of the grain.</summary>
    [Fact]
    public void No_call_lets_a_second_turn_into_a_grain() =>
        Assert.Empty(typeof(Caller).Assembly.GetTypes().Where(t => t.IsInterface).SelectMany(t => t.GetMethods())
            .Where(m => m.IsDefined(typeof(ReadOnlyAttribute)) || m.IsDefined(typeof(AlwaysInterleaveAttribute)))
                .Select(m => $"{m.DeclaringType!.Name}.{m.Name}"));

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Grains.Interfaces", StringComparison.Ordinal) ?? false;

    private static IEnumerable<Type> Parts(Type contract) => contract.GetProperties().Select(p => p.PropertyType);

    private static IEnumerable<Type> Opened(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Opened).Append(type)
        : type.IsArray ? Opened(type.GetElementType()!) : [type];

    private static T Again<T>(T value) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, GrainState.Json), GrainState.Json)!;

    private static object Sample(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return "Été « 1 »";
        if (type == typeof(byte[]))
            return new byte[] { 1, 2, 250 };
        if (type == typeof(DateTimeOffset))
            return new DateTimeOffset(2026, 11, 24, 9, 30, 15, 250, TimeSpan.Zero);
        if (type == typeof(DateOnly))
            return new DateOnly(1984, 2, 29);
        if (type == typeof(bool))
            return true;
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Last();
        if (type.IsPrimitive)
            return Convert.ChangeType(7, type, null);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var list = Array.CreateInstance(type.GetGenericArguments()[0], 2);
            list.SetValue(Sample(type.GetGenericArguments()[0]), 0);
            list.SetValue(Sample(type.GetGenericArguments()[0]), 1);
            return list;
        }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableList<>))
            return typeof(ImmutableList).GetMethods()
                .Single(m => m.Name == nameof(ImmutableList.Create) && m.GetParameters() is [{ ParameterType.IsArray: true }])
                .MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [Sample(type.GetGenericArguments()[0].MakeArrayType())])!;
        if (type.IsArray)
        {
            var array = Array.CreateInstance(type.GetElementType()!, 2);
            array.SetValue(Sample(type.GetElementType()!), 0);
            array.SetValue(Sample(type.GetElementType()!), 1);
            return array;
        }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()))!;
            map.Add(Sample(type.GetGenericArguments()[0]), Sample(type.GetGenericArguments()[1]));
            return map;
        }
        var constructor = type.GetConstructors()[0];
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Sample(p.ParameterType))]);
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is not null && constructor.GetParameters().All(c => c.Name != p.Name)))
            property.SetValue(made, Sample(property.PropertyType));
        return made;
    }
}
