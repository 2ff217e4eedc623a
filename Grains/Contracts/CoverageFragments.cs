using System.Globalization;
using Grains.Access;
using Grains.Interfaces.Spaces;
using Grains.Text;

namespace Grains.Contracts;

/// <summary>
/// What <see cref="Coverage"/> decides of whole contracts, as SQL, for lists that ask it of many companies at once; a company costs a few looks into
/// indexes. Both sides are held against each other by a test.
/// </summary>
internal static class CoverageFragments
{
    private static readonly string AnyRead = $"{(int)UniverseRights.Read}";

    /// <summary>How many establishments of a company <c>c</c> of <c>company_list</c> the caller sees. Those that are hidden are few, so these are counted.</summary>
    public static string Establishments(Scope scope) => scope.IsStaff ? "c.establishments" :
        $"""
        c.establishments - (SELECT count(DISTINCT h.siret) FROM space_member m CROSS JOIN space_unticked h CROSS JOIN ref_establishment e
          WHERE {Scope.IsMember("m")} AND h.space = m.space AND h.siret > c.siren AND h.siret <= c.siren || '99999' AND e.siret = h.siret AND e.active = 1
          AND NOT {scope.Sees("c.company", AnyRead, "h.siret")}) AS establishments
        """;

    /// <summary>
    /// True of a row of <c>ref_contract</c> that is for somebody of the establishments that the caller sees (<see cref="ContractStanding.IsOf"/>). Only
    /// where a population names establishments are these looked at.
    /// </summary>
    /// <param name="company">SQL of the company's key.</param>
    public static string IsOfSeen(Scope scope, string contract, string company) =>
        $"""
        (NOT EXISTS (SELECT 1 FROM ref_population rp WHERE rp.siren = {contract}.siren AND rp.contract = {contract}.number)
        OR EXISTS (SELECT 1 FROM ref_population rp WHERE rp.siren = {contract}.siren AND rp.contract = {contract}.number AND (rp.sirets = ''
          OR EXISTS (SELECT 1 FROM ref_establishment re WHERE re.siren = {contract}.siren AND rp.sirets LIKE '%' || re.siret || '%'
            AND {scope.Sees(company, AnyRead, "re.siret")})
          OR NOT EXISTS (SELECT 1 FROM ref_establishment re WHERE re.siren = {contract}.siren))))
        """;

    /// <summary>True of a company <c>c</c> of <c>company_list</c> in which the caller reads affiliations, as <see cref="Coverage.Affiliation"/> says it.</summary>
    public static string Affiliates(Scope scope) =>
        $"""
        (EXISTS (SELECT 1 FROM ref_contract t WHERE t.siren = c.siren AND (t.end_on = '' OR t.end_on >= @today) AND t.start_on <= @opens
          AND NOT (t.start_on <= @today AND t.suspended_from <> '' AND t.suspended_from <= @today AND (t.suspended_to = '' OR t.suspended_to >= @today))
          AND {IsOfSeen(scope, "t", "c.company")})
        AND {scope.Sees("c.company", $"{(int)UniverseRights.ReadAffiliation}", "''")})
        """;

    /// <summary>The days of <see cref="Affiliates"/>.</summary>
    public static IEnumerable<(string Name, object? Value)> Days(Scope scope)
    {
        var today = Paris.Day(scope.Now);
        return [("today", Iso(today)), ("opens", Iso(today.AddDays(Coverage.DaysBeforeStart)))];
    }

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
