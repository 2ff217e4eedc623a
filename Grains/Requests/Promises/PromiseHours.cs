using Grains.Accounts;

namespace Grains.Requests.Promises;

/// <summary>
/// How much open time of its team an answer is promised in: a portal's own (<see cref="Policy.PromiseHours"/>), else that of spec 6, by the reason of a contact
/// where it names one, by the form otherwise.
/// </summary>
public static class PromiseHours
{
    private const int Usual = 16;

    private static readonly IReadOnlyDictionary<string, int> Spec = new Dictionary<string, int>
    {
        ["tiers-payant"] = 8, ["prise-en-charge"] = 8, ["pieces"] = 8, ["suivi-deces"] = 8, ["fichier"] = 8, ["lien"] = 8, ["connexion"] = 8, ["utilisateurs"] = 8,
        ["entreprises"] = 8, ["piece-identite"] = 8,
        ["cotisations"] = 24, ["resiliation"] = 24, ["declarer"] = 24, ["rente"] = 24, ["calendrier"] = 24, ["regularisation"] = 24, ["paiement"] = 24, ["depart"] = 24,
        ["action-sociale"] = 24,
        ["evolution"] = 40,
        ["deces"] = 8, ["attestation"] = 8, ["attestation-droits"] = 8, ["adresse"] = 8, ["remboursement"] = 24, ["reclamation"] = 40, ["reclamation-personnel"] = 40,
    };

    /// <param name="reason">What a contact is about (its <c>motif</c>); empty for a form that asks no such thing.</param>
    public static TimeSpan Of(Policy policy, string form, string reason = "") =>
        TimeSpan.FromHours(new[] { reason, form }.Where(key => key.Length > 0)
            .Select(key => policy.PromiseHours.TryGetValue(key, out var own) ? own : Spec.TryGetValue(key, out var hours) ? hours : (int?)null)
            .FirstOrDefault(hours => hours is not null) ?? Usual);
}
