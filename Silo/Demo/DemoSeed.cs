using System.Text;
using Grains;
using Grains.Accounts;
using Grains.Accounts.Passwords;
using Grains.Accounts.Recovery;
using Grains.Accounts.Registration;
using Grains.Accounts.SignIn;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Requests;
using Grains.Interfaces.Spaces;
using Grains.Requests;
using Grains.Text;
using Silo.CoreSystem;
using Silo.Messaging;
using Silo.Time;

namespace Silo.Demo;

/// <summary>
/// Fills an empty store with companies, people of each role and some lived-in requests, through the same grains as everybody. The mark
/// "demo" is written first and into an empty store only: nothing of the demo exists in a store without it.
/// </summary>
public sealed class DemoSeed(IStateStore store, IGrainFactory grains, ISealer sealer, PolicyBook policies, BusinessClock clock, RequestNumbers numbers,
    CoreSystemImport referential, RecoveryService recovery, DerivedSecrets secrets, DemoEmployees employees, DemoLeavers leavers, DemoWaiting waiting, DemoStop stop,
    DemoForms forms, DemoPast past, DemoImports imports, IReadOnlyList<MailPortal> portals, NodeSettings node,
    StaffInvitationService staff)
{
    private const string Mark = "demo";

    private IReadOnlySet<string> Running => portals.Select(p => p.Slug).ToHashSet();

    public static async Task<bool> IsDemo(IStateStore store) => await store.ReadSetting(Mark) is not null;

    /// <summary>The TOTP secret of a demo adviser: the same at each start, and of no use outside the demo's store.</summary>
    public byte[] TotpSecretOf(DemoPerson person) => sealer.Mac(Encoding.UTF8.GetBytes(person.Key), "demo-totp")[..20];

    /// <param name="terms">The version of the terms of use that the customers have accepted.</param>
    /// <exception cref="SettingRefusedException">The store holds something else than a demo.</exception>
    public async Task Run(string terms)
    {
        var mark = await store.ReadSetting(Mark);
        if (mark is "seeded")
        {
            await referential.Demo(CancellationToken.None);
            return;
        }
        if (mark is null && await store.FindClaim("email", EmailAddress.Fold(DemoPeople.Nora.Email), clock.GetUtcNow()) is null && await HasAccounts())
            throw new SettingRefusedException("DEMO=1 needs an empty store or a demo's; this one holds real accounts.");
        await store.WriteSetting(Mark, "begun");
        var today = clock.GetUtcNow();
        await referential.Demo(CancellationToken.None);
        await People(terms);
        await Companies();
        await employees.Describe(Running, Paris.Day(today));
        for (var round = 0; round < DemoLeavers.Course.Count; round++)
        {
            await clock.Move(store, Daytime(today - DemoLeavers.Course[round], today), stopped: true);
            await leavers.Neglect(Running, round, Paris.Day(clock.GetUtcNow()));
        }
        for (var round = 0; round < DemoEmployees.Invitations.Count; round++)
        {
            await clock.Move(store, Daytime(today - DemoEmployees.Invitations[round], today), stopped: true);
            await employees.Invite(Running, round, Paris.Day(today));
        }
        await employees.Affiliate(Running, Paris.Day(today));
        await leavers.HandIn(Running, Paris.Day(today));
        await employees.Waive(Running, Paris.Day(today));
        await DemoAnnouncements.Present(grains, Running, Mark);
        await DemoReplies.Write(grains, Running, Mark);
        await clock.Move(store, Daytime(today - DemoWaiting.Age, today), stopped: true);
        await waiting.Ask(Running);
        foreach (var story in DemoStories.All)
        {
            await clock.Move(store, Daytime(today - story.Age, today), stopped: true);
            await Tell(story);
        }
        foreach (var form in DemoForms.All)
        {
            await clock.Move(store, Daytime(today - form.Age, today), stopped: true);
            await forms.Send(form, Mark, Running, Paris.Day(clock.GetUtcNow()), () => clock.Move(store, clock.GetUtcNow() + TimeSpan.FromMinutes(37), stopped: true));
        }
        foreach (var (by, search) in DemoStories.Searches)
            await grains.GetGrain<ISavedSearchesGrain>(by.Key).Save(by.Caller, OperationId.Of(Mark, by.Key, search.Name), search);
        await clock.Move(store, today.AddHours(-2), stopped: true);
        await DemoAnnouncements.Publish(grains, Running, Mark, today);
        await clock.Move(store, TimeProvider.System.GetUtcNow(), stopped: false);
        await DemoTeam.Join(grains, secrets, Running, Mark, clock.GetUtcNow());
        await DemoAnnouncements.AskCallback(grains, numbers, Mark, clock.GetUtcNow());
        await stop.Declare(Mark, Running, Paris.Day(today));
        await forms.Send(DemoForms.AfterStop, Mark, Running, Paris.Day(today));
        await DemoDesk.Arrange(grains, staff, Running, numbers, Mark, clock.GetUtcNow());
        await imports.Leave(Running, Mark, Paris.Day(today));
        await past.Fill(Running, today);
        await store.WriteSetting(Mark, "seeded");
    }

    // People write in office hours: the story begins at 9 h 12 in Paris on its day, unless that is still to come.
    private static DateTimeOffset Daytime(DateTimeOffset day, DateTimeOffset today)
    {
        var start = Paris.At(Paris.Local(day).Date.AddHours(9).AddMinutes(12));
        return start.AddHours(6) < today ? start : day;
    }

    private async Task<bool> HasAccounts()
    {
        await using var reading = await store.OpenRead();
        await using var command = reading.CreateCommand();
        command.CommandText = "SELECT count(*) FROM account_list";
        return (long)(await command.ExecuteScalarAsync())! > 0;
    }

    private async Task People(string terms)
    {
        // One hash for all: the password is printed on the demo's page anyway.
        var password = await PasswordHasher.Make(DemoPeople.Password, policies.For(DemoPeople.Portal).PasswordIterations);
        foreach (var person in DemoPeople.In(Running))
        {
            var totp = person.Kind is CallerKind.Staff ? sealer.Seal(TotpSecretOf(person), $"totp/{person.Key}") : null;
            await grains.GetGrain<IAccountRegistrationGrain>(person.Key).Register(
                OperationId.Of(Mark, person.Key),
                new NewAccount(person.Kind, person.Portal, person.Staff, person.Email, person.FirstName, person.LastName, person.Phone, password, totp, null)
                {
                    Terms = person.Kind is CallerKind.Customer ? terms : "",
                    Number = person.Insured?.Number ?? "",
                    BirthDate = person.Insured?.BirthDate,
                    IsInsured = person.Insured is not null,
                    Identity = await waiting.PaperOf(person),
                });
            if (person.Portal == DemoPeople.Portal)
                await recovery.SetQuestions(new RecoveryForm(person.Portal, $"demo/{person.Key}", null), person.Key, "", DemoPeople.Questions,
                    DemoPeople.Answers, null, CancellationToken.None);
        }
    }

    private async Task Companies()
    {
        foreach (var company in DemoPeople.Companies.Concat(DemoPortfolio.Further))
            await grains.GetGrain<ICompanyGrain>(company.Key).Describe(
                OperationId.Of(Mark, company.Key), new CompanyFacts(company.Siren, company.Name, company.City, company.Establishments));
        foreach (var (space, name, founder, isFirm, companies) in DemoPeople.Spaces)
        {
            var grain = grains.GetGrain<ISpaceGrain>(space);
            await grain.Open(OperationId.Of(Mark, space), name, new Member(founder.Key, SpaceRole.Administrateur, true, []));
            foreach (var company in companies)
                await grain.AddCompany(OperationId.Of(Mark, space, company.Siren), company.Key, isHome: !isFirm);
        }
        foreach (var firm in DemoFirms.All.Where(f => Running.Contains(f.Company.Portal)))
        {
            await grains.GetGrain<ICompanyGrain>(firm.Company.Key).Describe(
                OperationId.Of(Mark, firm.Company.Key),
                    new CompanyFacts(firm.Company.Siren, firm.Company.Name, firm.Company.City, firm.Company.Establishments));
            await grains.GetGrain<ISpaceGrain>(firm.Space).Found(
                OperationId.Of(Mark, firm.Space), firm.Company.Name, new Member(firm.Founder.Key, SpaceRole.Administrateur, true, []), firm.Company.Key,
                    firm.Unticked);
        }
        await Many();
        foreach (var (space, member) in DemoPeople.Members)
            await grains.GetGrain<ISpaceGrain>(space).Admit(OperationId.Of(Mark, space, member.Account), member);
        foreach (var (member, invitation) in DemoPeople.Invitations)
        {
            var operation = OperationId.Of(Mark, member);
            await grains.GetGrain<ISpaceGrain>(DemoPeople.Spaces[0].Space)
                .Invite(DemoPeople.Nora.Caller, operation, member, invitation, secrets.Link(operation));
        }
        await DemoMandates.PassOn(grains, secrets, Mark);
    }

    /// <summary>A large portfolio for trying, in the accountant's space.</summary>
    private async Task Many()
    {
        var space = grains.GetGrain<ISpaceGrain>(DemoPeople.Spaces.Single(s => s.IsFirm).Space);
        await Parallel.ForEachAsync(DemoPortfolio.Many(node.DemoCompanies), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (company, _) =>
        {
            await grains.GetGrain<ICompanyGrain>(company.Key).Describe(
                OperationId.Of(Mark, company.Key), new CompanyFacts(company.Siren, company.Name, company.City, company.Establishments));
            await space.AddCompany(OperationId.Of(Mark, "many", company.Siren), company.Key, isHome: false);
        });
    }

    private async Task Tell(DemoStory story)
    {
        var request = grains.GetGrain<IRequestGrain>($"{DemoPeople.Portal}/{story.Id}");
        var step = 0;
        OperationId Next() => OperationId.Of(Mark, story.Id, $"{step++}");
        async Task Later() => await clock.Move(store, clock.GetUtcNow() + TimeSpan.FromMinutes(37), stopped: true);
        await request.Begin(story.Author.Caller, Next(), "contact", story.Company.Key);
        await request.SaveDraft(story.Author.Caller, Next(), new DraftPage(story.IsDraft ? 3 : 5, story.Fields));
        if (story.IsDraft)
            return;
        await request.Send(story.Author.Caller, Next(), await numbers.Next(CancellationToken.None));
        await story.Lines.Play(request, Next, Later);
    }
}
