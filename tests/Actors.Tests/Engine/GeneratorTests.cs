using System.Collections.Immutable;
using Actors.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans;

namespace Actors.Tests.Engine;

public sealed class GeneratorTests
{
    [Theory]
    [InlineData("ACTOR001", "string Name { get; }")]
    [InlineData("ACTOR001", "event System.Action Closed;")]
    [InlineData("ACTOR001", "string this[int i] { get; }")]
    [InlineData("ACTOR001", "static abstract Task Open();")]
    [InlineData("ACTOR002", "Task<T> Get<T>();")]
    [InlineData("ACTOR003", "Task Take(ref int number);")]
    [InlineData("ACTOR003", "Task Take(out int number);")]
    [InlineData("ACTOR003", "Task Take(in int number);")]
    [InlineData("ACTOR003", "Task Take(System.Span<int> numbers);")]
    [InlineData("ACTOR004", "void Close();")]
    [InlineData("ACTOR004", "int Count();")]
    [InlineData("ACTOR004", "System.Collections.Generic.IAsyncEnumerable<int> All();")]
    [InlineData("ACTOR005", "[Orleans.Concurrency.OneWay] Task<int> Send();")]
    [InlineData("ACTOR007", "[ResponseTimeout(\"soon\")] Task Close();")]
    [InlineData("ACTOR007", "[ResponseTimeout(\"-00:00:01\")] Task Close();")]
    public void A_shape_that_no_call_can_carry_is_an_error_on_its_line(string id, string member)
    {
        var (problems, _, sources) = Run($"public interface IRequestGrain : IGrainWithStringKey\n{{\n    {member}\n}}");

        var problem = Assert.Single(problems);
        Assert.Equal((id, DiagnosticSeverity.Error), (problem.Id, problem.Severity));
        Assert.Equal(Lines("") + 2, problem.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Empty(sources);
    }

    [Theory]
    [InlineData("public interface IRequestGrain<T> : IGrainWithStringKey { Task Close(); }")]
    [InlineData("public class Outer { private interface IRequestGrain : IGrainWithStringKey { Task Close(); } }")]
    [InlineData("public class Outer<T> { public interface IRequestGrain : IGrainWithStringKey { Task Close(); } }")]
    [InlineData("file interface IRequestGrain : IGrainWithStringKey { Task Close(); }")]
    public void A_contract_that_no_proxy_can_implement_is_an_error(string contract) =>
        Assert.Equal("ACTOR006", Assert.Single(Run(contract).Problems).Id);

    [Fact]
    public void An_error_in_an_inherited_contract_is_reported_for_both()
    {
        var (problems, _, _) = Run(
            "public interface IOldGrain : IGrainWithStringKey { int Count(); }\npublic interface INewGrain : IOldGrain { Task Close(); }");

        Assert.Equal(["ACTOR004", "ACTOR004"], problems.Select(p => p.Id));
    }

    [Theory]
    [InlineData("public interface IRequestGrain : IGrainWithStringKey { Task Close(); }")]
    [InlineData("public class Outer { internal interface IRequestGrain : IGrainWithStringKey { Task Close(); } }")]
    [InlineData("public partial interface IRequestGrain : IGrainWithStringKey { Task Close(); }\npublic partial interface IRequestGrain { Task Open(); }")]
    [InlineData("public partial interface IRequestGrain : IGrainWithStringKey { Task A(); }\npublic partial interface IRequestGrain : IGrainWithStringKey { Task B(); }")]
    [InlineData("public interface IRequestGrain : IGrainWithStringKey { Task Task(int @class, params string?[] @event); ValueTask<(int A, string? B)[]> @switch(); }")]
    [InlineData("public interface IRequestGrain : IGrainWithStringKey { Task Same(int a); Task Same(string a); Task<int?> Same(System.Nullable<int> a, int b = 3); }")]
    [InlineData("public interface IA : IGrainWithStringKey { Task Same(); }\npublic interface IRequestGrain : IA { new Task Same(); }")]
    [InlineData("public interface IRequestGrain : IGrainWithStringKey { Task<System.Collections.Generic.Dictionary<string, dynamic>> Odd(System.Threading.CancellationToken c = default); }")]
    public void What_it_writes_compiles_without_a_warning(string contract)
    {
        var (problems, compiled, sources) = Run(contract);

        Assert.Empty(problems);
        Assert.Empty(compiled.Where(d => d.Severity > DiagnosticSeverity.Info));
        Assert.NotEmpty(sources);
    }

    [Fact]
    public void Other_interfaces_are_left_alone() =>
        Assert.Empty(Run("public interface IBell : System.IDisposable { void Ring(); }").Sources);

    [Fact]
    public void An_edit_elsewhere_writes_no_proxy_again()
    {
        var before = Compile("public interface IRequestGrain : IGrainWithStringKey { Task Close(); }");
        var driver = CSharpGeneratorDriver.Create(
            [new ProxyGenerator().AsSourceGenerator()],
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGenerators(before);

        var after = driver.RunGenerators(before.AddSyntaxTrees(CSharpSyntaxTree.ParseText("public class Elsewhere;")));

        var outputs = after.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs);
        Assert.All(outputs, output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private const string Usings = "#nullable enable\nusing System.Threading.Tasks;\nusing Orleans;\nnamespace Guichet;\n";

    private static int Lines(string more) => (Usings + more).Count(c => c == '\n');

    private static CSharpCompilation Compile(string contract) => CSharpCompilation.Create(
        "Guichet",
        [CSharpSyntaxTree.ParseText(Usings + contract)],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static (ImmutableArray<Diagnostic> Problems, ImmutableArray<Diagnostic> Compiled, string[] Sources) Run(string contract)
    {
        Assert.NotNull(typeof(Grain));
        var result = CSharpGeneratorDriver.Create(new ProxyGenerator())
            .RunGeneratorsAndUpdateCompilation(Compile(contract), out var compilation, out var problems);
        return (problems, compilation.GetDiagnostics(), [.. result.GetRunResult().GeneratedTrees.Select(tree => tree.ToString())]);
    }
}
