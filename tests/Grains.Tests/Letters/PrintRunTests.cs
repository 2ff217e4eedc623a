using Grains.Interfaces;
using Grains.Interfaces.Letters;
using Grains.Letters;

namespace Grains.Tests.Letters;

public sealed class PrintRunTests
{
    /// <summary>Who prints holds what opens the affiliations.</summary>
    [Theory]
    [InlineData(StaffRole.AdministrateurTechnique, false)]
    [InlineData(StaffRole.None, false)]
    [InlineData(StaffRole.Gestionnaire, true)]
    [InlineData(StaffRole.Superviseur, true)]
    public void Letters_are_printed_and_posted_by_those_whose_role_reads_affiliations(StaffRole role, bool prints)
    {
        var by = new Caller("claire", CallerKind.Staff, Caller.StaffPortal, "Claire", "") { Role = role };

        Assert.Equal(prints ? null : PrintRefusal.NotFound, new PrintRunState().NotePrinting(by.Account, by, 1, DateTimeOffset.UnixEpoch).Refusal);
        Assert.Equal(prints ? null : PrintRefusal.NotFound, new PrintRunState().Post(by.Account, by, ["l"], DateTimeOffset.UnixEpoch).Refusal);
    }
}
