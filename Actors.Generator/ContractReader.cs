using Microsoft.CodeAnalysis;

namespace Actors.Generator;

/// <summary>Reads a grain interface and says what in it a call cannot carry.</summary>
internal static class ContractReader
{
    private const string Root = "Orleans.IGrainWithStringKey";

    private static readonly SymbolDisplayFormat Declared = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static Contract? Read(GeneratorSyntaxContext syntax, CancellationToken cancellation)
    {
        if (syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, cancellation) is not INamedTypeSymbol type
            || !type.AllInterfaces.Any(i => i.ToDisplayString() == Root)
            || !IsFirstPart(type, syntax.Node, cancellation))
        {
            return null;
        }

        var problems = new List<Problem>();
        if (type.IsGenericType || !IsVisible(type))
        {
            problems.Add(Problem.At("ACTOR006", type));
        }

        // IGrain and IAddressable have no members, so all interfaces may be looked through.
        var members = type.AllInterfaces.Insert(0, type).SelectMany(i => i.GetMembers())
            .Where(member => member is not IMethodSymbol { AssociatedSymbol: not null }).ToArray();
        var wrong = members.Select(member => (member, id: Refusal(member))).Where(pair => pair.id is not null).ToArray();
        problems.AddRange(wrong.Select(pair => Problem.At(pair.id!, pair.member.Locations[0].IsInSource ? pair.member : type)));

        var methods = problems.Count > 0 ? [] : members.Cast<IMethodSymbol>().Select(Method).ToArray();
        return new Contract(Write(type), ProxyName(type), new(methods), new(problems));
    }

    private static bool IsFirstPart(INamedTypeSymbol type, SyntaxNode node, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellation))
            .First(part => part is Microsoft.CodeAnalysis.CSharp.Syntax.InterfaceDeclarationSyntax { BaseList: not null }) == node;

    private static bool IsVisible(ISymbol? symbol)
    {
        for (; symbol is INamedTypeSymbol type; symbol = symbol.ContainingType)
        {
            if (type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)
                || type.IsFileLocal || (type.ContainingType?.IsGenericType ?? false))
            {
                return false;
            }
        }

        return true;
    }

    private static string? Refusal(ISymbol member)
    {
        if (member is not IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary } method)
        {
            return "ACTOR001";
        }

        return method.IsGenericMethod ? "ACTOR002"
            : method.Parameters.Any(p => p.RefKind != RefKind.None || p.Type.IsRefLikeType) ? "ACTOR003"
            : TaskOf(method) is null ? "ACTOR004"
            : Has(method, "Orleans.Concurrency.OneWayAttribute") && TaskOf(method)!.IsGenericType ? "ACTOR005"
            : TimeoutOf(method) is null ? "ACTOR007"
            : null;
    }

    private static INamedTypeSymbol? TaskOf(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask" } type
            && type.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks" && !method.ReturnsByRef
            ? type : null;

    private static ContractMethod Method(IMethodSymbol method)
    {
        var task = TaskOf(method)!;
        var options = new[] { "OneWay", "ReadOnly", "AlwaysInterleave" }
            .Where(option => Has(method, $"Orleans.Concurrency.{option}Attribute")).Select(option => $"GrainMethodOptions.{option}").ToArray();
        return new ContractMethod(
            Write(method.ContainingType), method.Name,
            task.IsGenericType ? task.TypeArguments[0].ToDisplayString(Declared) : null,
            task.Name == "ValueTask",
            new(method.Parameters.Select(p => new ContractParameter(p.Type.ToDisplayString(Declared), Write(p.Type))).ToArray()),
            options.Length == 0 ? "GrainMethodOptions.None" : string.Join(" | ", options),
            TimeoutOf(method)!.Value.Ticks);
    }

    private static bool Has(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == attribute);

    /// <summary>Zero without the attribute, null when it makes no sense.</summary>
    private static TimeSpan? TimeoutOf(IMethodSymbol method)
    {
        var attribute = method.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == "Orleans.ResponseTimeoutAttribute");
        if (attribute is null)
        {
            return TimeSpan.Zero;
        }

        return TimeSpan.TryParse(attribute.ConstructorArguments.FirstOrDefault().Value as string, out var timeout) && timeout > TimeSpan.Zero
            ? timeout : null;
    }

    private static string Write(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string ProxyName(INamedTypeSymbol type) => type.ToDisplayString().Replace('.', '_').Replace('<', '_').Replace('>', '_') + "_Proxy";
}
