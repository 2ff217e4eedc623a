namespace Web.Tests.Access;

/// <summary>Who an address is for.</summary>
public enum Audience
{
    Everybody,
    Customers,
    Staff,
    /// <summary>Signed-in people of either side, over a WebSocket.</summary>
    Links,
    /// <summary>Nobody: it answers "not found" to all.</summary>
    Nobody,
}

/// <param name="Named">Whether it names somebody's things: only then can they be foreign.</param>
public sealed record Row(Audience Audience, Func<Things, Call> Call, bool Named = false);

/// <param name="Fields">Of the form; null for none.</param>
/// <param name="File">Whether a file is sent along.</param>
public sealed record Call(string Path, (string Name, string Value)[]? Fields = null, bool File = false);

/// <summary>
/// What each route is, by its name in <see cref="RouteTable"/>. A route that is not here fails the tests: whoever adds one says who it is
/// for and what it names.
/// </summary>
public static partial class Matrix
{
    public static readonly IReadOnlyDictionary<string, Row> Rows =
        new[] { Doors, Spaces, Employees, Office }.SelectMany(g => g).ToDictionary(g => g.Key, g => g.Value);

    private static Row Everybody(string path) => new(Audience.Everybody, _ => new(path));

    private static Row Customers(string path) => new(Audience.Customers, t => new($"/{t.Portal}/{path}"));

    private static Row Customers(Func<Things, string> path) => new(Audience.Customers, t => new($"/{t.Portal}/{path(t)}"), Named: true);

    private static Row Form(Func<Things, string> path, Func<Things, (string, string)[]>? fields = null, bool file = false) =>
        new(Audience.Customers, t => new($"/{t.Portal}/{path(t)}", fields?.Invoke(t) ?? [], file), Named: true);

    private static Row Colleague(string handler, params (string, string)[] fields) =>
        new(Audience.Staff, _ => new($"/gestion/equipe/{Things.Random()}?handler={handler}", fields));

    private static Row Access(string handler, params (string, string)[] fields) =>
        new(Audience.Staff, t => new($"/gestion/clients/personnes/{t.Client}/acces?handler={handler}", fields));

    private static Row Staff(Func<Things, string> path, params (string, string)[] fields) =>
        new(Audience.Staff, t => new($"/gestion/{path(t)}", fields), Named: true);
}
