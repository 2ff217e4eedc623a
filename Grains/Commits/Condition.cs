namespace Grains.Commits;

/// <summary>
/// What must be true of other grains at the instant of a commit: the right of the caller. The store judges it under a lock of the
/// grains that own the rows it reads, so that a right taken away before the commit lets nothing through.
/// </summary>
public sealed class Condition
{
    /// <summary>For turns of nobody (sign-in, registration) and of jobs, whose right was that of the commit that made them.</summary>
    public static readonly Condition None = new([], null);

    /// <summary>For turns that the grain's own state allows or refuses (a proven password, an open session of its own): its version guards that.</summary>
    public static readonly Condition OwnState = new([], null);

    private Condition(IReadOnlyList<Requirement> all, Enum? refusal) => (All, Refusal) = (all, refusal);

    /// <summary>Each of them must hold.</summary>
    public IReadOnlyList<Requirement> All { get; }

    /// <summary>What the caller hears when one does not hold.</summary>
    public Enum? Refusal { get; }

    /// <summary>The same and more, with what the caller hears when either does not hold.</summary>
    public Condition And(Enum refusal, params IReadOnlyList<Requirement> more) => new([.. All, .. more], refusal);

    public static Condition Of(Enum refusal, params IReadOnlyList<Requirement> all) => new(all, refusal);
}

/// <summary>A rule with the values it is asked for.</summary>
/// <param name="Owner">
/// The only grain whose rows can make it true, or what the keys of several begin with, up to a stroke (<c>space/multi-siren/</c>).
/// A turn that waits behind a write of one of them is judged after it.
/// </param>
/// <param name="Values">Texts and numbers (<see cref="long"/>), in the order of the rule's columns.</param>
public sealed record Requirement(Rule Rule, string Owner, params IReadOnlyList<object> Values);

/// <summary>One right as rows say it. The same text is the query before a refusal and the condition of a commit, on both databases.</summary>
/// <param name="sql">
/// A select from <c>q</c>, which has a number <c>i</c> and the columns: of each row that makes it true <c>q.i</c>, the grain that owns the
/// row (a blank between them where several do, and it stands on all of them), the instant in milliseconds from which it no longer does, or null, and, where that is known, the one from which it does, or null.
/// </param>
public sealed class Rule(string sql, params IReadOnlyList<(string Name, Type Type)> columns)
{
    public IReadOnlyList<(string Name, Type Type)> Columns => columns;

    /// <param name="source">What fills <c>q</c>: its number, then the columns.</param>
    public string Over(string source) => $"WITH q (i, {string.Join(", ", columns.Select(c => c.Name))}) AS ({source}) {sql}";
}

/// <summary>Inside a grain only: it turns it into the refusal that the condition stands for. Nothing was written.</summary>
public sealed class DeniedException(Condition condition) : Exception("The right was gone at the commit.")
{
    public Enum? Refusal => condition.Refusal;
}
