using System.Net;
using Silo.Demo;
using Silo.Messaging;

namespace Web.Tests.Fixtures;

/// <summary>Somebody who registers: fills the wizard's screens one after the other, as they were drawn.</summary>
public sealed class Registrant(Site site, string portal, IPAddress? from = null) : IDisposable
{
    public const string Password = "cinq-girafes-bleues";

    public static readonly IReadOnlyDictionary<string, string> AllPortals = new Dictionary<string, string>
    {
        ["Portals:1:Slug"] = "particulier", ["Portals:1:Name"] = "Assuré", ["Portals:1:Insurer"] = "Halbrane", ["Portals:1:Brand"] = "halbrane",
    };

    /// <summary>The demo people's secret questions with their answers, as the form sends them.</summary>
    public static (string, string)[] Answers(Func<string, string>? typed = null) =>
        [.. DemoPeople.Questions.Select(q => ("question", $"{q}")), .. DemoPeople.Answers.Select(a => ("reponse", typed is null ? a : typed(a)))];

    public Visitor Browser { get; } = new(site, site.Address, from);

    public string Wizard => $"/{portal}/inscription";

    public string LastMail { get; private set; } = "";

    /// <summary>The screens of a portal, right in every field, for this address (where one is asked).</summary>
    public static (string, string)[][] Screens(string portal, string email) => portal switch
    {
        "entreprise" =>
            [[("siret", "812 345 676 00017"), ("contrat", "SA2019000")], [("etablissement", "81234567600017"), ("etablissement", "81234567600025")], Person,
                [Phone, ("courriel", email)], Chosen],
        "particulier" => [[("numeroClient", "1048 2221"), ("nom", "leveque d arzay"), ("prenom", "JEAN BAPTISTE"), ("naissance", "02/11/1971")], [Terms]],
        "representant" =>
            [[("siren", "437 201 957"), ("contrat", "pr3019053")], Person, [("fonction", "Gérante"), Phone, ("courriel", email)], [("piece", "1"), Terms]],
        "employeur" => [[("numeroPersonne", "P4400303")], Person, [("fonction", "Gérante"), Phone, ("courriel", email)], [Terms]],
        _ => [[("siren", "523880144")], [("numeroEntreprise", "700374")], Person, [("fonction", "Gérante"), Phone, ("courriel", email)], Chosen],
    };

    private static (string, string) Terms => ("conditions", "1");

    private static (string, string) Phone => ("telephone", "06 39 98 00 10");

    private static (string, string)[] Person => [("nom", "Torvalec"), ("prenom", "Inès"), ("naissance", "04/12/1980")];

    private static (string, string)[] Chosen => [("password", Password), ("again", Password), Terms];

    /// <summary>Sends one screen and follows where it leads; the answer to the POST.</summary>
    public async Task<Answer> Fill(int step, params (string, string)[] fields) =>
        await Answer.Of(await Browser.Send($"{Wizard}?etape={step}", await Browser.Form($"{Wizard}?etape={step}"), fields));

    /// <summary>Up to a screen, which is not sent any more.</summary>
    public async Task FillUpTo(int last, string email)
    {
        var screens = Screens(portal, email);
        for (var step = 1; step < last; step++)
        {
            var answer = await Fill(step, screens[step - 1]);
            Assert.True(answer.Status is HttpStatusCode.SeeOther, $"{portal} step {step}: {answer.Status} {answer.Body}");
            Assert.Equal($"{Wizard}?etape={step + 1}", answer.Location);
        }
    }

    /// <summary>All screens; the answer to the last one.</summary>
    public async Task<Answer> FillAll(string email)
    {
        var screens = Screens(portal, email);
        await FillUpTo(screens.Length, email);
        if (portal == "representant")
            Assert.Equal(HttpStatusCode.OK, (await Upload("carte.png", Png)).Status);
        return await Fill(screens.Length, screens[^1]);
    }

    public async Task<Answer> Upload(string name, byte[] content)
    {
        var form = await Browser.Form(Wizard);
        var part = new ByteArrayContent(content);
        return await Browser.Ask(HttpMethod.Post, $"{Wizard}/fichiers", new MultipartFormDataContent { { part, "file", name } },
            ("RequestVerificationToken", form.Token));
    }

    public static async Task<DemoMessage> Mail(Site site, string to, string subject)
    {
        var outbox = site.Services.GetRequiredService<Outbox>();
        DemoMessage? found = null;
        await Eventually.True(async () =>
            (found = (await outbox.Read(null, default)).LastOrDefault(m => m.To == to && m.Subject.Contains(subject, StringComparison.Ordinal))) is not null);
        return found!;
    }

    public void Dispose() => Browser.Dispose();

    /// <summary>Grey, 1 × 1.</summary>
    public static byte[] Png { get; } =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");
}
