using Grains.Contracts;

namespace Grains.Tests.Contracts;

/// <summary>The two contracts of Ateliers Brumont.</summary>
internal static class Sample
{
    public static readonly Contract Health = new()
    {
        Number = "SA2019000", Universe = Universe.Health, Start = new(2019, 1, 1),
        Populations = [new("ENS", "Ensemble du personnel", ["01", "02", "04"])],
        Options = [new("BASE", "Base", Base: true), new("OPT2", "Option 2")],
    };

    public static readonly Contract Provident = new()
    {
        Number = "PR3019000", Universe = Universe.Provident, Start = new(2019, 1, 1),
        Populations = [new("CAD", "Cadres", ["01", "02"]), new("NC", "Non cadres", ["04"])],
        Options = [new("BASE", "Base", Base: true)],
    };

    public static Contribution Pays(string option, decimal value, decimal share, ContributionUnit unit = ContributionUnit.Pmss) =>
        new("ENS", option, unit, value, share, new(2026, 1, 1), "famille");
}
