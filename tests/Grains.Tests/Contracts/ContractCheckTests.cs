using Grains.Contracts;
using static Grains.Tests.Contracts.Sample;

namespace Grains.Tests.Contracts;

public sealed class ContractCheckTests
{
    public static TheoryData<Contract, string, ContractFault> Faults() => new()
    {
        { Health with { Number = "" }, ".number", ContractFault.Format },
        { Health with { Universe = Universe.Retirement }, ".universe", ContractFault.Format },
        { Health with { End = new(2018, 12, 31) }, ".end", ContractFault.Dates },
        { Health with { SuspendedFrom = new(2026, 2, 1), SuspendedTo = new(2026, 1, 31) }, ".suspendedTo", ContractFault.Dates },
        { Health with { SuspendedTo = new(2026, 1, 31) }, ".suspendedTo", ContractFault.Dates },
        { Health with { DueDay = "31/02" }, ".dueDay", ContractFault.Format },
        { Health with { Waivers = ["W6", "W5"] }, ".waivers[1]", ContractFault.Format },
        { Health with { Populations = [new("ENS", "", ["01"])] }, ".populations[0]", ContractFault.Format },
        { Health with { Populations = [new(new string('P', 31), "Ensemble", ["01"])] }, ".populations[0]", ContractFault.Format },
        { Health with { Populations = [new("ENS", "Ensemble", ["03"])] }, ".populations[0]", ContractFault.Format },
        { Health with { Populations = [.. Health.Populations, .. Health.Populations] }, ".populations[1].code", ContractFault.Doublon },
        { Health with { Options = [new("BASE", "Base"), new("OPT2", "Option 2")] }, ".options", ContractFault.Format },
        { Health with { Options = [new("BASE", "Base", true, new(2026, 1, 2), new(2026, 1, 1))] }, ".options[0].to", ContractFault.Dates },
        { Health with { Contributions = [Pays("BASE", 2.9m, 60), Pays("OPT9", 2.9m, 60)] }, ".contributions[1].option", ContractFault.Format },
        { Health with { Contributions = [Pays("BASE", 2.9m, 60) with { Population = "CAD" }] }, ".contributions[0].population", ContractFault.Format },
        { Health with { Contributions = [Pays("BASE", 2.9m, 60) with { Band = "isole" }] }, ".contributions[0].band", ContractFault.Format },
        { Health with { Contributions = [Pays("BASE", 2.9m, 100.1m)] }, ".contributions[0].employerShare", ContractFault.Format },
        { Health with { Contributions = [Pays("BASE", 2.9m, 60) with { To = new(2025, 12, 31) }] }, ".contributions[0].to", ContractFault.Dates },
        { Health with { Contributions = [Pays("BASE", 2.9m, 60), Pays("BASE", 3.1m, 60)] }, ".contributions[1].from", ContractFault.Doublon },
        { Health with { Contributions = [Pays("BASE", 2.9m, 49.9m)] }, ".contributions[0].employerShare", ContractFault.PartEmployeur },
        { Health with { Documents = [new("facture", 1, new(2026, 1, 1), "f.pdf")] }, ".documents[0]", ContractFault.Format },
        { Health with { Dsn = new("P12345") }, ".dsn.codeOc", ContractFault.Format },
        { Health with { Dsn = new("P1234", "X12345") }, ".dsn.codeDeleg", ContractFault.Format },
        { Health with { Dsn = new("P1234", Periodicity: "Parfois") }, ".dsn.periodicity", ContractFault.Format },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_is_named_with_its_place(Contract contract, string path, ContractFault fault) =>
        Assert.Equal(new ContractRefusal(path, fault), ContractCheck.Check(contract));

    [Fact]
    public void What_holds_is_taken()
    {
        Assert.Null(ContractCheck.Check(Health with
        {
            Contributions = [Pays("BASE", 2.9m, 60), Pays("BASE", 3.1m, 60) with { From = new(2027, 1, 1) }, Pays("OPT2", 19.4m, 0, ContributionUnit.Eur)],
            Waivers = ["W6", "W9"], Dsn = new("A0RVAN", "GABCDE", "", "Trimestriel"), Documents = [new("livret", 3, new(2026, 1, 1), "livret.pdf")],
        }));
        Assert.Null(ContractCheck.Check(Provident));
        Assert.Null(ContractCheck.Check(new() { Number = "SA1", Universe = Universe.Health }));
    }

    [Theory]
    [InlineData("livret", null, "EA")]
    [InlineData("avenant", null, "E")]
    [InlineData("avenant", "EA", "EA")]
    public void Document_is_read_by_whom_its_kind_says(string kind, string? readers, string readBy) =>
        Assert.Equal(readBy, new ContractDocument(kind, 1, new(2026, 1, 1), "f.pdf", readers).ReadBy);
}
