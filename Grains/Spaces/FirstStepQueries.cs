using Grains.Access;
using Grains.Interfaces.Spaces;
using Grains.Reads;

namespace Grains.Spaces;

/// <summary>What an administrator of a new space has done already.</summary>
public sealed record FirstSteps
{
    /// <summary>The caller administrates a space: nobody else is shown the steps.</summary>
    public bool Administers { get; init; }

    /// <summary>Somebody else is in it, or invited.</summary>
    public bool HasColleague { get; init; }

    /// <summary>An employee of one of its companies is known.</summary>
    public bool HasEmployee { get; init; }
}

internal static class FirstStepQueries
{
    private const string OfEmployees =
        "EXISTS (SELECT 1 FROM space_company c WHERE c.space = me.space AND EXISTS (SELECT 1 FROM employee_list e WHERE e.company = c.company))";

    private static readonly string Mine =
        $"""
        space_member me WHERE {Scope.IsMember("me")} AND me.role = {(int)SpaceRole.Administrateur}
        AND substr(me.space, 1, length(@portal) + 1) = @portal || '/'
        """;

    internal static Statement<FirstSteps?> Of(Scope scope) => Statement.First<FirstSteps>(
        scope,
        $"""
        SELECT {Exists($"SELECT 1 FROM {Mine}")} AS administers,
          {Exists($"SELECT 1 FROM {Mine} AND EXISTS (SELECT 1 FROM space_member o WHERE o.space = me.space AND o.member <> me.member)")} AS has_colleague,
          {Exists($"SELECT 1 FROM {Mine} AND {OfEmployees}")} AS has_employee
        """);

    private static string Exists(string some) => $"CASE WHEN EXISTS ({some}) THEN 1 ELSE 0 END";
}
