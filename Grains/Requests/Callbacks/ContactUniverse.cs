using Grains.Contracts;
using Grains.Interfaces.Spaces;

namespace Grains.Requests.Callbacks;

/// <summary>A universe whose contact one may turn to, by the names that addresses, contact cards and rights have for it.</summary>
/// <param name="Address">As addresses and teams name it.</param>
/// <param name="Card">As contact cards name it.</param>
public sealed record ContactUniverse(Universe Universe, string Address, string Card, string Label, UniverseRights Reading)
{
    private static readonly IReadOnlyList<ContactUniverse> All =
    [
        new(Universe.Health, "sante", "health", "Santé", UniverseRights.ReadHealth),
        new(Universe.Provident, "prevoyance", "provident", "Prévoyance", UniverseRights.ReadProvident),
        new(Universe.Retirement, "retraite", "retirement", "Retraite", UniverseRights.ReadRetirement),
    ];

    /// <summary>Null when an address names none.</summary>
    public static ContactUniverse? Find(string? address) => All.FirstOrDefault(u => u.Address == address);

    public static ContactUniverse? Find(Universe universe) => All.FirstOrDefault(u => u.Universe == universe);
}
