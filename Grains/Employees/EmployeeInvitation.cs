using Grains.Commits;
using Grains.Contracts;
using Grains.Employees.Departures;
using Grains.Employees.Due;
using Grains.Employees.Waivers;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Employees.Waivers;

namespace Grains.Employees;

using Outcome = Decision<EmployeeState, Nothing, EmployeeRefusal>;

/// <summary>What the employer does: pre-affiliates, recalls, corrects, takes back, covers by the base option.</summary>
internal static class EmployeeInvitation
{
    /// <summary>Of an adviser who corrects an address.</summary>
    public const int MaxReason = 500;

    private const string Forced = "affiliation-forced";
    private const string Signed = "affiliation-signed";

    public static Outcome Describe(this EmployeeState state, EmployeeTurn turn, EmployeeFacts facts, SealedNumber? nir) =>
        Identified(new EmployeeChange(state, turn), facts.Company, facts.Person, facts.Employment, nir)
            .With(s => s with
            {
                Number = facts.Number,
                Email = facts.Email.Length > 0 ? facts.Email : s.Email,
                Covers = [.. facts.Covers],
            })
            .Event(EmployeeEventKind.Known).Done();

    public static Outcome Invite(this EmployeeState state, EmployeeTurn turn, NewEmployee employee, SealedNumber? nir, PersonalLink link)
    {
        if (state.RefusesNew(employee) is { } refusal)
            return refusal;
        var invitation = new Invitation(
            [.. employee.Covers], turn.At, turn.At, 0, link.Hash, turn.At + AffiliationClock.LinkLife, turn.Account, employee.WaiverEmail, employee.TellWhenDone, "");
        return new EmployeeChange(state, turn).Identified(employee, nir)
            .With(s => s with { Email = employee.Email, Address = employee.Address, Invitation = invitation, Affiliation = s.Affiliation.Again(), Access = new() })
            .SendLink(turn, "affiliation-invitation", link).Event(EmployeeEventKind.Invited, employee.Email).Done();
    }

    /// <summary>Why a person can be affiliated neither by themselves nor by what the employer types; null for no reason.</summary>
    public static EmployeeRefusal? RefusesNew(this EmployeeState state, NewEmployee employee) =>
        state.Exists && state.Company != employee.Company ? EmployeeRefusal.NotFound
        : state.DiedOn is not null ? EmployeeRefusal.Deceased
        : state.Asked() is not null ? EmployeeRefusal.AlreadyInvited
        : state.Affiliation.Contest is { Waits: true } ? EmployeeRefusal.Contested
        : employee.Covers.Any(c => state.Covers.Any(i => i.Contract == c.Contract && i.Kind is CoverKind.Covered && !(i.To < c.From)))
            ? EmployeeRefusal.AlreadyCovered
        : null;

    public static Outcome Remind(this EmployeeState state, EmployeeTurn turn, PersonalLink link) =>
        state.Asked() is not { } invitation ? EmployeeRefusal.NotInvited
        : new EmployeeChange(state, turn)
            .With(s => s with { Invitation = invitation with { LastAt = turn.At, Reminders = invitation.Reminders + 1 } })
            .SendLink(turn, "affiliation-reminder", link).Event(EmployeeEventKind.Reminded).Done();

    public static Outcome CorrectEmail(this EmployeeState state, EmployeeTurn turn, string email, PersonalLink link) =>
        state.Invitation is null ? EmployeeRefusal.NotInvited : state.SendTo(turn, email, link).Done();

    /// <summary>The same by an adviser, who says why; who has invited is told.</summary>
    public static Outcome CorrectEmail(this EmployeeState state, EmployeeTurn turn, string email, string reason, PersonalLink link) =>
        state.Invitation is null ? EmployeeRefusal.NotInvited
        : reason.Length is 0 or > MaxReason ? EmployeeRefusal.Incomplete
        : state.SendTo(turn, email, link).Tell("affiliation-corrected", state.Invitation.By)
            .Add(JournalRow.Of(turn.Employee, turn.At, turn.Account, "address-reason", reason)).Done();

    // Who had the former link, and whatever they opened with it, is out.
    private static EmployeeChange SendTo(this EmployeeState state, EmployeeTurn turn, string email, PersonalLink link) =>
        new EmployeeChange(state, turn).With(s => s with { Email = email, Access = new() })
            .SendLink(turn, state.TemplateOf(turn, "affiliation-invitation"), link).Event(EmployeeEventKind.AddressCorrected, email);

    public static Outcome Withdraw(this EmployeeState state, EmployeeTurn turn)
    {
        if (state.Asked() is null)
            return EmployeeRefusal.NotInvited;
        var change = new EmployeeChange(state, turn)
            .With(s => s.Covers.IsEmpty ? s with { Waivers = [] } : s.WithoutWaiting())
            .With(s => s with { Invitation = null, Affiliation = s.Covers.IsEmpty ? new() : s.Affiliation.Again(), Access = new() })
            .Event(EmployeeEventKind.Withdrawn);
        // Nobody's row is left: the person may be typed anew.
        return state.Covers.IsEmpty ? change.Add(EmployeeClaims.Released(state)).Done() : change.Done();
    }

    public static Outcome ForceBase(this EmployeeState state, EmployeeTurn turn, IReadOnlyList<Contract> contracts, PersonalLink link)
    {
        if (state.Asked() is not { } invitation)
            return EmployeeRefusal.NotInvited;
        if (invitation.Reminders == 0)
            return EmployeeRefusal.NotReminded;
        if (turn.At < AffiliationClock.RemindFrom(invitation.LastAt))
            return EmployeeRefusal.NotDue;
        if (state.Waivers.Any(w => w.Waits && invitation.Covers.Any(c => c.Contract == w.Contract)))
            return EmployeeRefusal.WaiverPending;
        return new EmployeeChange(state, turn)
            .With(s => s.Covered(invitation.Covers.Select(c => c with { Option = BaseOf(c, contracts) })) with
            {
                Invitation = invitation.AsNotice(turn.At),
                // Nobody is covered with them on the strength of what they never signed.
                Affiliation = s.Affiliation.IsAnswered ? s.Affiliation : s.Affiliation with { Beneficiaries = [], Papers = [] },
            })
            .SendLink(turn, Forced, link).Event(EmployeeEventKind.Forced).Tell("affiliation-forced-employer", invitation.By).Done();
    }

    public static Decision<EmployeeState, string, EmployeeRefusal> Reveal(this EmployeeState state, EmployeeTurn turn, SecretNumber which, string? clear) =>
        clear is null ? EmployeeRefusal.NothingThere
        : new EmployeeChange(state, turn).Event(which is SecretNumber.Nir ? EmployeeEventKind.NirSeen : EmployeeEventKind.IbanSeen)
            .Done<string, EmployeeRefusal>("");

    /// <summary>The invitation is answered: its link, and what was opened with it, is dead.</summary>
    public static EmployeeState Covered(this EmployeeState state, IEnumerable<CoverChoice> covers) => state with
    {
        Invitation = null,
        Access = new() { Failures = state.Access.Failures },
        Covers = [.. state.Covers.Select(c => BeforeCover(c, covers)).OfType<CoverInterval>(), .. covers.Select(c =>
            new CoverInterval(c.Contract, CoverKind.Covered, c.From, null, c.Population, c.Option))],
    };

    // Who is covered after all is waived no more: a waiver that still runs ends the day before.
    private static CoverInterval? BeforeCover(CoverInterval was, IEnumerable<CoverChoice> covers) =>
        was.Kind is not CoverKind.Waived || covers.FirstOrDefault(c => c.Contract == was.Contract && !(was.To < c.From)) is not { } now ? was
        : was.From < now.From ? was with { To = now.From.AddDays(-1) } : null;

    /// <summary>What was answered is there when it is asked again.</summary>
    private static Affiliation Again(this Affiliation affiliation) => affiliation with { Step = 0 };

    /// <summary>Everything is done: a link tells of it, and may carry papers that come later.</summary>
    public static Invitation AsNotice(this Invitation invitation, DateTimeOffset at) =>
        invitation with { Covers = [], Letter = null, Mail = "", Reminders = 0, LastAt = at };

    /// <summary>How a link is sent anew: one that asks for something as that, any other as what it tells of.</summary>
    public static string TemplateOf(this EmployeeState state, EmployeeTurn turn, string asked) =>
        state.Asked() is not null ? asked
        : state.HasLeft() ? state.Departure!.Template
        : state.Affiliation.Typed is not null ? EmployerAffiliation.Notice
        : state.Waivers.LastOrDefault() is { Stage: WaiverStage.Accepted } && !state.Affiliation.IsAnswered ? WaiverTemplates.Accepted
        : state.Affiliation.SignedAt is null ? Forced
        : state.TemplateOfSigned(turn);

    public static string TemplateOfSigned(this EmployeeState state, EmployeeTurn turn) => state.LacksPapers(turn.At) ? BeneficiaryPapers.Template : Signed;

    /// <summary>A link that asks for something goes on asking; else it tells of what stands.</summary>
    public static EmployeeChange WithNotice(this EmployeeChange change, EmployeeTurn turn, PersonalLink link) => change.With(s => s with
    {
        Invitation = s.Invitation ?? new Invitation(
            [], turn.At, turn.At, 0, link.Hash, turn.At + AffiliationClock.LinkLife, turn.Account, "", TellWhenDone: false, ""),
    });

    /// <summary>A new link voids the former; it is named by when it was sent, so that its mail's fate is found.</summary>
    public static EmployeeChange SendLink(this EmployeeChange change, EmployeeTurn turn, string template, PersonalLink link,
        params IEnumerable<(string Name, string Value)> values)
    {
        if (change.State.IsByLetter() && link.Printed is { } printed)
            return change.SendLetter(turn, template, printed);
        var id = EmployeeChange.Id(turn.Employee);
        var mail = $"{template}/{turn.Employee}/{turn.At.ToUnixTimeMilliseconds()}";
        var ends = turn.At + AffiliationClock.LinkLife;
        return change
            .With(s => s with { Invitation = s.Invitation! with { LinkHash = link.Hash, LinkEndsAt = ends, Mail = mail, Letter = null } })
            .Write(template, mail, JobLane.Mail, ends, [
                ("link", $"/{change.State.Portal}/affiliation/{id}.{link.Token}"),
                ("until", ends.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
                .. change.State.Departure?.Terms() ?? [], .. values,
            ])
            .Add(EmployeeDueJob.AfterMail(change.State.Company, turn.At));
    }

    // A contract that names no options has the one that was asked for.
    private static string BaseOf(CoverChoice cover, IReadOnlyList<Contract> contracts) =>
        contracts.FirstOrDefault(c => c.Number == cover.Contract)?.Options.FirstOrDefault(o => o.Base)?.Code ?? cover.Option;

    /// <summary>Who somebody new is, or what is typed anew of a known one.</summary>
    public static EmployeeChange Identified(this EmployeeChange change, NewEmployee employee, SealedNumber? nir) => Identified(
        change.With(s => s.Exists ? s : s with { Rank = employee.Rank }), employee.Company, employee.Person, employee.Employment, nir);

    private static EmployeeChange Identified(
        EmployeeChange change, string company, Person person, Employment employment, SealedNumber? nir) => change
        .With(s => s with
        {
            Portal = company[..company.IndexOf('/', StringComparison.Ordinal)],
            Company = company,
            Person = person,
            Siret = employment.Siret,
            HiredOn = employment.HiredOn,
            College = employment.College,
            Nir = nir ?? s.Nir,
        })
        .Add(EmployeeClaims.Taken(company, person, change.State.Rank, nir));
}
