using Grains.Clients;

namespace Web.Clients;

/// <summary>Where a client's sheet stands, and the key of the sheet's actor, which is the last two parts of that.</summary>
public static class ClientAddress
{
    private static readonly (ClientKind Kind, string Slug)[] Slugs =
        [(ClientKind.Account, "personnes"), (ClientKind.Company, "entreprises"), (ClientKind.Insured, "assures"), (ClientKind.Invited, "invitations")];

    public static string Of(ClientKind kind, string client) => $"/gestion/clients/{KeyOf(kind, client)}";

    public static string KeyOf(ClientKind kind, string client) => $"{Slugs.First(s => s.Kind == kind).Slug}/{client}";

    public static ClientKind? KindOf(string slug) => Slugs.Where(s => s.Slug == slug).Select(s => (ClientKind?)s.Kind).FirstOrDefault();
}
