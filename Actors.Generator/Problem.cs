using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Actors.Generator;

/// <summary>Why a contract cannot have a proxy. Holds positions, not syntax, to stay comparable between edits.</summary>
internal sealed record Problem(string Id, string What, string File, TextSpan Span, LinePositionSpan Lines)
{
    private static readonly Dictionary<string, DiagnosticDescriptor> Rules = new[]
    {
        Rule("ACTOR001", "'{0}' is no method; a grain contract has methods only"),
        Rule("ACTOR002", "'{0}' is generic; write one method for each type"),
        Rule("ACTOR003", "'{0}' takes a parameter by reference; a call carries values"),
        Rule("ACTOR004", "'{0}' must return Task, Task<T>, ValueTask or ValueTask<T>"),
        Rule("ACTOR005", "'{0}' is one-way and returns a result that nobody could receive"),
        Rule("ACTOR006", "'{0}' is generic or not visible to its assembly; a proxy cannot implement it"),
        Rule("ACTOR007", "'{0}' has a response timeout that is not a positive TimeSpan such as \"00:00:05\""),
    }.ToDictionary(rule => rule.Id);

    public static Problem At(string id, ISymbol symbol)
    {
        var location = symbol.Locations[0];
        return new Problem(id, symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
            location.SourceTree?.FilePath ?? "", location.SourceSpan, location.GetLineSpan().Span);
    }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rules[Id], Location.Create(File, Span, Lines), What);

    private static DiagnosticDescriptor Rule(string id, string message) =>
        new(id, "Unsupported grain contract", message, "Actors", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
