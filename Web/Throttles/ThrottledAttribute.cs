namespace Web.Throttles;

/// <summary>What is posted to this page is a try of its source; beyond the limit it is answered 429 before the page is asked.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ThrottledAttribute(SourceKind kind) : Attribute
{
    public SourceKind Kind => kind;
}
