namespace Web.Security;

/// <summary>What the page of a 404 tells beside its advice: a reason that the caller may know.</summary>
public sealed record WhyGone(string Sentence);
