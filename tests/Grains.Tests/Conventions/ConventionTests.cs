using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Requests;
using Orleans;
using Silo;

namespace Grains.Tests.Conventions;

public sealed class ConventionTests
{
    // Reads that serve the system itself: who is calling, whom to write to, which portfolios to tell. A new one is a decision.
    private static readonly string[] WithoutScope =
    [
        "AccountQueries.OpenSession", "AccountQueries.FindSession", "AccountQueries.Contact", "SpaceQueries.Holding", "RecipientQueries.Unread", "DraftQueries.Warned", "ToRemindQueries.Any",
        "ToRemindQueries.Readers",
    ];

    [Theory]
    [InlineData(typeof(Caller))]
    [InlineData(typeof(RequestState), "Grains.Interfaces")]
    [InlineData(typeof(NodeSettings), "Grains.Interfaces", "Grains")]
    public void Dependencies_point_one_way(Type one, params string[] below)
    {
        string[] ours = ["Grains.Interfaces", "Grains", "Silo", "Web"];

        Assert.Empty(one.Assembly.GetReferencedAssemblies().Select(a => a.Name!).Intersect(ours).Except(below));
    }

    [Fact]
    public void Grains_know_neither_database_nor_web()
    {
        var used = typeof(RequestState).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();

        Assert.DoesNotContain(used, a =>
            a.Contains("Sqlite", StringComparison.OrdinalIgnoreCase) || a.Contains("Npgsql", StringComparison.OrdinalIgnoreCase)
                || a.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void States_and_all_they_hold_are_immutable()
    {
        var seen = new HashSet<Type>();
        var waiting = new Stack<Type>(typeof(RequestState).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(GrainState))));
        Assert.NotEmpty(waiting);
        while (waiting.TryPop(out var type))
        {
            if (!seen.Add(type) || type.IsEnum)
                continue;
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .Where(p => p.Name != nameof(GrainState.Unknown)))
            {
                Assert.True(Conventions.IsFixed(property), $"{type.Name}.{property.Name} can be set");
                Assert.False(IsChangeable(property.PropertyType), $"{type.Name}.{property.Name} is a collection that can change");
                foreach (var part in property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments() : [property.PropertyType])
                {
                    if (part.Assembly == typeof(RequestState).Assembly)
                        waiting.Push(part);
                }
            }
            Assert.All(type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance), f =>
                Assert.True(f.IsInitOnly || f.GetCustomAttribute<CompilerGeneratedAttribute>() is not null));
        }
    }

    [Fact]
    public void Rows_are_sealed_and_begin_with_their_grain_s_key()
    {
        var rows = typeof(RequestState).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Row))).ToList();
        Assert.NotEmpty(rows);

        foreach (var row in rows)
        {
            var table = RowTable.For(row);
            Assert.True(row.IsSealed, row.Name);
            Assert.Equal(typeof(string), table.Types[0]);
            Assert.InRange(table.KeyCount, 1, table.Columns.Count);
        }
        Assert.Equal(rows.Count, rows.Select(r => RowTable.For(r).Name).Distinct().Count());
    }

    [Fact]
    public void Every_query_takes_a_scope_or_is_named_here()
    {
        var without = typeof(RequestState).Assembly.GetTypes()
            .Where(t => t.Name.EndsWith("Queries", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.GetParameters().All(p => p.ParameterType != typeof(Scope)))
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}");

        Assert.Equal(WithoutScope.Order(), without.Order());
    }

    [Fact]
    public void Every_query_can_be_cancelled()
    {
        var without = typeof(RequestState).Assembly.GetTypes()
            .Where(t => t.Name.EndsWith("Queries", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.GetParameters() is not [.., { ParameterType: var last }] || last != typeof(CancellationToken))
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}");

        Assert.Empty(without);
    }

    [Fact]
    public void Scope_is_made_by_rights_only() => Assert.Empty(typeof(Scope).GetConstructors());

    [Fact]
    public void Classes_are_sealed_or_meant_as_ancestors()
    {
        var assemblies = new[] { typeof(Caller), typeof(RequestState), typeof(NodeSettings) }.Select(t => t.Assembly);

        var open = assemblies.SelectMany(a => a.GetTypes()).Where(t =>
            t is { IsClass: true, IsSealed: false, IsAbstract: false } && t.GetCustomAttribute<CompilerGeneratedAttribute>() is null
                && !t.Name.Contains('<', StringComparison.Ordinal) && t.Name != "Program");

        // Orleans writes proxies into the same assemblies, open ones, too.
        Assert.Empty(open.Where(t => !t.Namespace!.StartsWith("Orleans", StringComparison.Ordinal)).Select(t => t.FullName));
    }

    /// <summary>Silos of two versions call each other in a rolling upgrade: what has a name of its own on the wire can be renamed in the code.</summary>
    [Fact]
    public void Contracts_methods_and_grains_have_names_of_their_own_on_the_wire()
    {
        var contracts = typeof(Caller).Assembly.GetTypes().Where(t => t.IsInterface && typeof(IGrain).IsAssignableFrom(t)).ToList();
        var grains = typeof(RequestState).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Grain)) && !t.IsAbstract).ToList();

        Assert.Empty(contracts.Concat<MemberInfo>(contracts.SelectMany(c => c.GetMethods())).Where(m => m.GetCustomAttribute<AliasAttribute>() is null)
            .Select(m => $"{m.DeclaringType?.Name}.{m.Name}"));
        Assert.Empty(grains.Where(g => g.GetCustomAttribute<GrainTypeAttribute>() is null).Select(g => g.Name));
        Assert.Equal(contracts.Count, contracts.Select(c => c.GetCustomAttribute<AliasAttribute>()!.Alias).Distinct().Count());
    }

    private static bool IsChangeable(Type type) =>
        type != typeof(string) && type != typeof(byte[]) && typeof(IEnumerable).IsAssignableFrom(type) && type.Namespace != "System.Collections.Immutable"
            && !type.Name.StartsWith("IReadOnly", StringComparison.Ordinal);
}
