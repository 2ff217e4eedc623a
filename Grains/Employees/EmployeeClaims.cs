using System.Text;
using Grains.Commits;
using Grains.Interfaces.Employees;
using Grains.Text;

namespace Grains.Employees;

/// <summary>What makes a person one employee of a company, whoever types them: their number, and their names with the birth date.</summary>
internal static class EmployeeClaims
{
    public const string Nir = "employee-nir";
    public const string Name = "employee-name";

    public static string MacOf(ISealer sealer, string nir) => Convert.ToHexStringLower(sealer.Mac(Encoding.UTF8.GetBytes(nir), Nir));

    public static string NirOf(string company, string mac) => $"{company}/{mac}";

    /// <param name="rank">Among people of one name born the same day.</param>
    public static string NameOf(string company, Person person, int rank = 1) =>
        $"{company}/{SearchText.Normalize(person.LastName)}/{SearchText.Normalize(person.FirstName)}/{EmployeeChange.Day(person.BirthDate)}"
        + (rank == 1 ? "" : $"/{rank}");

    public static IEnumerable<Effect> Taken(string company, Person person, int rank, SealedNumber? nir)
    {
        yield return new TakeClaim(Name, NameOf(company, person, rank), Refusal: EmployeeRefusal.AlreadyKnown);
        if (nir is not null)
            yield return new TakeClaim(Nir, NirOf(company, nir.Mac), Refusal: EmployeeRefusal.AlreadyKnown);
    }

    public static IEnumerable<Effect> Released(EmployeeState state)
    {
        yield return new ReleaseClaim(Name, NameOf(state.Company, state.Person!, state.Rank));
        if (state.Nir is { } nir)
            yield return new ReleaseClaim(Nir, NirOf(state.Company, nir.Mac));
    }
}
