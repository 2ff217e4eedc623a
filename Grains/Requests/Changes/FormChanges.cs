using Grains.CoreSystem;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Insured;
using Grains.Interfaces.Payments;
using Grains.Payments;
using Grains.Requests.Forms;

namespace Grains.Requests.Changes;

/// <summary>Reads from a form's answers what they change. The fields are those that <c>docs/forms.md</c> names for each kind.</summary>
public static class FormChanges
{
    /// <param name="answers">Whole, as they are sent.</param>
    /// <returns>Null where nothing changes: the form changes nothing, or these answers do not, or they are about somebody whom nobody knows here.</returns>
    public static FormChange? Of(FormDefinition form, IReadOnlyDictionary<string, string> answers)
    {
        var employee = form.Fields.FirstOrDefault(f => f.Type is FieldType.Employee) is { } field ? answers.GetValueOrDefault(field.Name, "") : "";
        if (form.Effect is not { } effect)
            return null;
        if (effect.Changes is ChangeKind.Account)
            return PurposeOf(Text("usage")) is { } purpose && Iban.Read(Text("iban")) is { } iban
                ? new FormChange(effect.Changes, default)
                {
                    Account = new AskedAccount(purpose, string.Join(", ", ContractsOf(Text)), Text("titulaire"), iban, Text("mandat") is FieldKinds.Yes),
                }
                : null;
        if (employee == FormField.Other || employee.Length > 0 == form.IsPersonal)
            return null;
        return effect.Changes switch
        {
            ChangeKind.Address when Day("depuis") is { } day => new FormChange(effect.Changes, day)
            {
                Address = new HomeAddress(
                    Text("voie"), Text("complement"), Text("code_postal"), Text("commune"), Text("pays"),
                    Text("personnes").Split(',', StringSplitOptions.RemoveEmptyEntries)),
            },
            ChangeKind.Death when Day("date_deces") is { } day => new FormChange(effect.Changes, day, employee),
            ChangeKind.Family when Day("effet") is { } day && Text("sortie") is { Length: > 0 } leaves =>
                new FormChange(effect.Changes, day, employee) { Leaves = leaves },
            ChangeKind.Family when Day("effet") is { } day && Day("benef_naissance") is { } born => new FormChange(effect.Changes, day, employee)
            {
                Joins = new NewBeneficiary(LinkOf(Text("lien").Length > 0 ? Text("lien") : Text("evenement")), Text("benef_nom"), Text("benef_prenom"), born)
                {
                    From = day,
                },
            },
            _ => null,
        };

        string Text(string name) => answers.GetValueOrDefault(name, "").Trim();

        DateOnly? Day(string name) => TypedNumbers.Day(Text(name));
    }

    /// <summary>What the field <c>usage</c> says; null for nothing that is known.</summary>
    internal static BankPurpose? PurposeOf(string said) => said switch
    {
        "indemnites" => BankPurpose.Benefits,
        "cotisations" => BankPurpose.Contributions,
        "remboursements" => BankPurpose.Refunds,
        _ => null,
    };

    /// <summary>Numbers of the contracts that the account is for: the field <c>contrats</c>, or <c>contrat</c> of a form that asks for one.</summary>
    internal static IReadOnlyList<string> ContractsOf(Func<string, string> answer) =>
        answer("contrats") is { Length: > 0 } several ? several.Split(',', StringSplitOptions.RemoveEmptyEntries)
        : answer("contrat") is { Length: > 0 } one ? [one] : [];

    private static string LinkOf(string said) => said switch
    {
        "mariage" => "conjoint",
        "concubinage" => "concubin",
        "naissance" or "adoption" => "enfant",
        _ => said,
    };
}
