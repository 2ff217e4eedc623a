using Grains.Access;
using Grains.Interfaces;

namespace Grains.Tests.Employees;

public sealed class EmployeeAccessTests
{
    [Theory]
    [InlineData(StaffRole.None, false)]
    [InlineData(StaffRole.Conseiller, true)]
    [InlineData(StaffRole.Gestionnaire, true)]
    [InlineData(StaffRole.ReferentMedical, true)]
    [InlineData(StaffRole.Superviseur, true)]
    [InlineData(StaffRole.AdministrateurTechnique, false)]
    public void Who_keeps_the_machines_reads_no_employee(StaffRole role, bool reads) => Assert.Equal(reads, StaffRights.May(Staff(role), StaffAct.ReadEmployees));

    private static Caller Staff(StaffRole role) => new("a", CallerKind.Staff, Caller.StaffPortal, "Claire", "") { Role = role };
}
