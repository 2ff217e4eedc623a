using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Actors.Generator;

/// <summary>Writes a proxy for each interface that derives from IGrainWithStringKey.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ProxyGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var embedded = context.CompilationProvider.Select(static (compilation, _) =>
            compilation.GetTypeByMetadataName("Actors.Engine.GrainProxy") is not null);
        var contracts = context.SyntaxProvider.CreateSyntaxProvider(
                static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null },
                static (syntax, cancellation) => ContractReader.Read(syntax, cancellation))
            .Where(static contract => contract is not null)
            .Select(static (contract, _) => contract!);

        context.RegisterSourceOutput(contracts.Combine(embedded), static (output, pair) =>
        {
            if (pair.Right)
            {
                Emit(output, pair.Left);
            }
        });
    }

    private static void Emit(SourceProductionContext output, Contract contract)
    {
        foreach (var problem in contract.Problems)
        {
            output.ReportDiagnostic(problem.ToDiagnostic());
        }

        if (contract.Problems.Count == 0)
        {
            output.AddSource($"{contract.ProxyName}.g.cs", SourceText.From(ProxyWriter.Write(contract), Encoding.UTF8));
        }
    }
}
