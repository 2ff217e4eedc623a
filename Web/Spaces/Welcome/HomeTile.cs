namespace Web.Spaces.Welcome;

/// <summary>A frequent act on the home.</summary>
public sealed record HomeTile(string Icon, string Title, string Hint, string Link)
{
    /// <summary>What the contracts of the chosen company, or an insured person's own, make frequent: nothing that leads nowhere.</summary>
    public static IEnumerable<HomeTile> Of(HomeView home)
    {
        var (root, once) = (home.HomePath[..^"accueil".Length], home.AsksOnce && home.HasAsked);
        yield return new("form", once ? SpaceTexts.AskedOnce : SpaceTexts.FrequentContact,
            home.AsksOnce ? once ? SpaceTexts.AskedOnceHint : SpaceTexts.AsksOnceHint
            : home.HasCompanies ? home.Universes?.Domains ?? SpaceTexts.FrequentContactAll : SpaceTexts.FrequentPersonalHint, $"{home.RequestsPath}/nouvelle");
        if (home.Universes?.Universes.FirstOrDefault(u => u.Callback is not null)?.Callback is { } callback)
            yield return new("phone", CoverTexts.CallMeBack, WelcomeTexts.TileCallback, callback);
        else if (home.CallsBack)
            yield return new("phone", CoverTexts.CallMeBack, WelcomeTexts.TileCallback, $"{home.RequestsPath}/rappel");
        if (home.Universes?.Affiliates is true)
            yield return new("plus", WelcomeTexts.TileAffiliate, WelcomeTexts.TileAffiliateHint, $"{root}salaries/nouveau");
        if (home.Universes?.ReadsEmployees is true)
            yield return new("people", WelcomeTexts.TileEmployees, WelcomeTexts.TileEmployeesHint, $"{root}salaries");
        if (home.Cover is not null)
            yield return new("care", CoverTexts.Guarantees, WelcomeTexts.TileCover, "#garanties");
        if (home.Cover is not null)
            yield return new("person", WelcomeTexts.TileProfile, WelcomeTexts.TileProfileHint, $"{root}profil");
    }
}
