using Grains.Contracts;
using Grains.Employees.Imports;
using Grains.Interfaces.Employees.Imports;

namespace Grains.Tests.Employees.Imports;

public sealed class ImportRulesTests
{
    private static readonly ImportFacts Facts = new(
        "multi-siren/812345676", ["81234567600017", "81234567600025"],
        [
            new Contract
            {
                Number = "SA1", Universe = Universe.Health, Populations = [new Population("ENS", "Ensemble", ["01", "02", "04"])],
                Options = [new ContractOption("BASE", "Base", Base: true), new ContractOption("OPT2", "Option 2")],
            },
            new Contract
            {
                Number = "PR1", Universe = Universe.Provident, Populations = [new Population("CAD", "Cadres", ["01"])], Options = [new ContractOption("BASE", "Base", Base: true)],
            },
        ],
        new DateOnly(2026, 11, 30));

    private static readonly Dictionary<ImportField, string> Whole = new()
    {
        [ImportField.LastName] = "Corvandier", [ImportField.FirstName] = "Maëlys", [ImportField.BirthDate] = "04/05/1991", [ImportField.College] = "Non-cadre",
        [ImportField.HiredOn] = "01/12/2026", [ImportField.EffectOn] = "01/12/2026", [ImportField.Email] = "maelys@courrier.example",
        [ImportField.Siret] = "81234567600017", [ImportField.Contract] = "sa1", [ImportField.Nir] = "2 69 05 49 588 157 80", [ImportField.Civility] = "Mme",
    };

    [Fact]
    public void A_whole_line_means_a_person_by_the_words_people_use()
    {
        Assert.Empty(ImportRules.Check(Line(), Facts));
        var person = ImportRules.Employee(Line(), Facts);

        Assert.Equal(("madame", "04", "269054958815780"), (person.Person.Civility, person.Employment.College, person.Nir));
        var cover = Assert.Single(person.Covers);
        Assert.Equal(("SA1", "ENS", "BASE", new DateOnly(2026, 12, 1)), (cover.Contract, cover.Population, cover.Option, cover.From));
        Assert.Null(person.Address);
    }

    [Fact]
    public void A_line_may_name_several_contracts_each_with_its_option()
    {
        var line = Line((ImportField.Contract, "SA1 + PR1"), (ImportField.Option, "OPT2, BASE"), (ImportField.College, "cadre"));

        Assert.Empty(ImportRules.Check(line, Facts));
        Assert.Equal([("SA1", "BASE"), ("PR1", "BASE")], ImportRules.Employee(line with { Cells = Line((ImportField.Contract, "SA1 + PR1"), (ImportField.College, "cadre")).Cells }, Facts)
            .Covers.Select(c => (c.Contract, c.Option)));
        Assert.Equal("OPT2", ImportRules.Employee(line, Facts with { Contracts = [Facts.Contracts[0] with { Options = [new("OPT2", "Option 2")] }, Facts.Contracts[1]] }).Covers[0].Option);
    }

    [Theory]
    [InlineData(ImportField.LastName, "", ImportFault.Missing)]
    [InlineData(ImportField.LastName, "https://ailleurs.example", ImportFault.NoName)]
    [InlineData(ImportField.FirstName, "1234", ImportFault.NoName)]
    [InlineData(ImportField.BirthDate, "05/31/1991", ImportFault.BadDate)]
    [InlineData(ImportField.BirthDate, "04/05/91", ImportFault.BadDate)]
    [InlineData(ImportField.BirthDate, "01/12/2026", ImportFault.BadDate)]
    [InlineData(ImportField.Nir, "269054958815781", ImportFault.BadNir)]
    [InlineData(ImportField.Email, "maelys@", ImportFault.BadEmail)]
    [InlineData(ImportField.Email, "", ImportFault.NoAddress)]
    [InlineData(ImportField.Siret, "", ImportFault.Missing)]
    [InlineData(ImportField.Siret, "99999999900011", ImportFault.UnknownEstablishment)]
    [InlineData(ImportField.Contract, "", ImportFault.Missing)]
    [InlineData(ImportField.Contract, "SA1 XX9", ImportFault.UnknownContract)]
    [InlineData(ImportField.Contract, "PR1", ImportFault.NoPopulation, ImportField.College)]
    [InlineData(ImportField.Option, "OPT9", ImportFault.UnknownOption)]
    [InlineData(ImportField.College, "stagiaire", ImportFault.BadCollege)]
    [InlineData(ImportField.HiredOn, "", ImportFault.Missing)]
    [InlineData(ImportField.EffectOn, "30/11/2026", ImportFault.EffectBeforeHire)]
    public void What_is_wrong_is_said_of_its_column(ImportField field, string typed, ImportFault fault, ImportField? of = null) =>
        Assert.Equal(new LineFault(fault, of ?? field), Assert.Single(ImportRules.Check(Line((field, typed)), Facts)));

    [Fact]
    public void All_that_is_wrong_is_said_at_once_and_a_cell_is_never_endless()
    {
        var faults = ImportRules.Check(Line((ImportField.LastName, new string('x', 1000)), (ImportField.BirthDate, "hier"), (ImportField.Email, "?")), Facts);

        Assert.Equal([ImportField.LastName, ImportField.BirthDate, ImportField.Email], faults.Select(f => f.Field));
        Assert.Equal(ImportFault.TooLong, faults[0].Fault);
    }

    [Fact]
    public void Faults_are_kept_without_a_word_of_the_line()
    {
        IReadOnlyList<LineFault> faults = [new(ImportFault.BadNir, ImportField.Nir), new(ImportFault.Twice, Other: 12)];

        Assert.Equal("4.1.0 15.0.12", FaultText.Write(faults));
        Assert.Equal(faults, FaultText.Read(FaultText.Write(faults)));
    }

    private static LineContent Line(params (ImportField Field, string Text)[] typed)
    {
        var cells = new Dictionary<ImportField, string>(Whole);
        foreach (var (field, text) in typed)
            cells[field] = text;
        return LineContent.Of(2, f => cells.GetValueOrDefault(f, ""));
    }
}
