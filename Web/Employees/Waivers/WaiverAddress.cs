using Grains.Employees.Waivers;
using Microsoft.AspNetCore.Mvc;

namespace Web.Employees.Waivers;

/// <summary>What the register's address says.</summary>
public sealed record WaiverAddress
{
    [FromQuery(Name = "entreprise")]
    public string? Entreprise { get; init; }

    [FromQuery(Name = "vue")]
    public string? Vue { get; init; }

    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    [FromQuery(Name = "apres")]
    public string? Apres { get; init; }

    public (string Name, string? Value)[] Parts => [("q", Q), ("vue", Vue), ("entreprise", Entreprise), ("apres", Apres)];

    public WaiverFilter Filter(string? company) => new(company, WaiverLabels.Of(Vue), Some(Q), Some(Apres));

    private static string? Some(string? text) => string.IsNullOrEmpty(text) || text.Length > 200 ? null : text;
}
