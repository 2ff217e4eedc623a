using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Spaces;
using Grains.Mail;

namespace Grains.Spaces.Mandates;

using Outcome = Decision<SpaceState, Nothing, SpaceRefusal>;

/// <summary>
/// A mandate in the space of the accountant's firm. Its administrator passes it on, never more than it gives; what it gives is read from its own row, so
/// whatever ends or narrows it does so for who has it passed on.
/// </summary>
internal static class PassedOnMandates
{
    /// <summary>People who have one mandate passed on: one commit ends it for all of them.</summary>
    public const int MostHolders = 50;

    /// <summary>Companies that are passed on by name: one commit writes them.</summary>
    public const int MostCompanies = 500;

    public static Outcome AcceptFor(this SpaceState state, SpaceTurn turn, FirmSide firm)
    {
        if (turn.Target is not { Role: SpaceRole.ExpertComptable } || firm.Space == turn.Space || !firm.Belongs || !firm.IsOfFirm)
            return SpaceRefusal.NotOfFirm;
        var answered = state.AnswerInvitation(turn, accepted: true, firm.Space);
        return answered.Next is null ? answered : answered with
        {
            Effects = [.. answered.Effects, AtFirm(turn, firm.Space, "mandate-arrived", turn.SpaceName), new Notify($"space/{firm.Space}")],
        };
    }

    public static Outcome PlaceAt(this SpaceState state, SpaceTurn turn, FirmSide firm)
    {
        if (!turn.IsOneself || turn.Target is not { Role: SpaceRole.ExpertComptable, Mandate: "" } mandate)
            return SpaceRefusal.NotFound;
        if (mandate.FirmSpace.Length > 0)
            return mandate.FirmSpace == firm.Space ? Outcome.Unchanged : SpaceRefusal.Over;
        if (firm.Space == turn.Space || !firm.Belongs || !firm.IsOfFirm)
            return SpaceRefusal.NotOfFirm;
        var placed = mandate.In(firm.Space, turn.SpaceName);
        var written = state.Write(turn, mandate, placed, turn.Granted);
        return written with
        {
            Effects = [.. written.Effects, turn.Journal("mandate-placed", placed), AtFirm(turn, firm.Space, "mandate-arrived", turn.SpaceName)],
        };
    }

    public static Outcome PassOn(this SpaceState state, SpaceTurn turn, FirmSide firm, string holder, PassingOn given)
    {
        if (!firm.Administers || turn.Target is not { Mandate: "" } mandate || mandate.FirmSpace != firm.Space)
            return SpaceRefusal.NotFound;
        if (mandate.Status is not MemberStatus.Added || mandate.EndsAt <= turn.At)
            return SpaceRefusal.Over;
        if (firm.Heir is not { Role: not SpaceRole.ExpertComptable } heir || !heir.IsActive(turn.At) || heir.Account == mandate.Account)
            return SpaceRefusal.Invalid;
        if (firm.HasHeir)
            return SpaceRefusal.AlreadyMember;
        if (turn.PassedOn.Count >= MostHolders || given.Companies?.Count > MostCompanies)
            return SpaceRefusal.TooMany;
        var companies = (given.Companies ?? []).Distinct().Order(StringComparer.Ordinal).ToList();
        if (given.Companies is not null && companies.Count == 0)
            return SpaceRefusal.NoCompany;
        if ((given.Rights & ~mandate.Rights) != UniverseRights.None || given.EndsAt > mandate.EndsAt
            || companies.Except(mandate.Whole ? turn.Companies : turn.Granted).Any())
            return SpaceRefusal.Beyond;
        if ((given.Rights & UniverseRights.Read) == UniverseRights.None || given.EndsAt <= turn.At)
            return SpaceRefusal.Invalid;
        var member = new SpaceMember
        {
            Member = holder,
            Account = heir.Account,
            Role = SpaceRole.ExpertComptable,
            Status = MemberStatus.PassedOn,
            Whole = given.Companies is null,
            Rights = given.Rights,
            EndsAt = given.EndsAt,
            FirstName = heir.FirstName,
            LastName = heir.LastName,
            FirmSiren = mandate.FirmSiren,
            FirmName = mandate.FirmName,
            AskedBy = turn.By.Name,
            AskedAt = turn.At,
            Mandate = mandate.Member,
            FirmSpace = firm.Space,
            FirmMember = heir.Member,
        };
        return new(state, default, null,
        [
            new Upsert(SpaceMemberRow.Of(turn.Space, member)), .. companies.Select(c => new Upsert(new SpaceGrantRow(turn.Space, holder, c))),
            .. Journals(turn, member, "mandate-passed-on"), .. ToClient(turn, firm, member).To(turn.OtherAdministrators, turn.By, turn.At),
            .. turn.Mail("mandate-received", member), .. Tell(turn, member),
        ]);
    }

    /// <summary>By whom the mandate may be taken from who has it passed on: the caller has said so.</summary>
    public static Outcome TakeBack(this SpaceState state, SpaceTurn turn) => turn.Target is not { Status: MemberStatus.PassedOn } holder ? SpaceRefusal.NotFound
        : new Outcome(state, default, null,
        [
            .. Gone(turn, holder, turn.Granted), .. Journals(turn, holder, "mandate-taken-back"),
            // Who left the firm's space was told then.
            .. turn.By.Account.Length == 0 ? [] : turn.Mail("mandate-taken-back", holder), .. ToNamed(turn, holder), .. Tell(turn, holder),
        ]);

    /// <summary>By a job, of who left the firm's space.</summary>
    public static Outcome HolderLeft(this SpaceState state, SpaceTurn turn, FirmSide firm) =>
        turn.Target is not { Status: MemberStatus.PassedOn } || firm.HasMember ? Outcome.Unchanged : state.TakeBack(turn);

    /// <summary>In the firm's space.</summary>
    public static Outcome NoteMandate(this SpaceState state, string firm, FirmNote note) => !state.IsOpen ? SpaceRefusal.NotFound
        : new Outcome(state, default, null, [JournalRow.Of(firm, note.At, note.Account, note.Action, note.About), new Notify($"space/{firm}")]);

    /// <summary>What goes with a mandate that ends: everybody who had it passed on.</summary>
    public static IEnumerable<Effect> End(SpaceTurn turn, SpaceMember mandate) =>
    [
        .. turn.PassedOn.SelectMany(holder => Gone(turn, holder, turn.GrantedOn[holder.Member])),
        .. turn.PassedOn.SelectMany(holder => turn.Mail("mandate-taken-back", holder)),
        .. mandate.FirmSpace.Length == 0 ? Array.Empty<Effect>() : [AtFirm(turn, mandate.FirmSpace, "mandate-ended", turn.SpaceName)],
        .. TellAll(turn, mandate),
    ];

    /// <summary>Whoever goes by a mandate that is another now, and the firm's pages.</summary>
    public static IEnumerable<Effect> TellAll(SpaceTurn turn, SpaceMember mandate) =>
    [
        .. turn.PassedOn.Select(holder => new Notify($"account/{holder.Account}")),
        .. mandate.FirmSpace.Length == 0 ? Array.Empty<Effect>() : [new Notify($"space/{mandate.FirmSpace}")],
    ];

    private static IEnumerable<Effect> Gone(SpaceTurn turn, SpaceMember holder, IEnumerable<string> granted) =>
        [Delete.Of<SpaceMemberRow>(turn.Space, holder.Member), .. granted.Select(c => Delete.Of<SpaceGrantRow>(turn.Space, holder.Member, c))];

    private static IEnumerable<Effect> Tell(SpaceTurn turn, SpaceMember holder) =>
        [new Notify($"space/{turn.Space}"), new Notify($"space/{holder.FirmSpace}"), new Notify($"account/{holder.Account}")];

    // Each side reads its own: the client whom, the firm whom and for which client. Only the firm's space writes its journal: a job tells it.
    private static IEnumerable<Effect> Journals(SpaceTurn turn, SpaceMember holder, string action) =>
        [turn.Journal(action, holder), AtFirm(turn, holder.FirmSpace, action, $"{holder.Name} · {turn.SpaceName}")];

    private static Effect AtFirm(SpaceTurn turn, string firm, string action, string about) =>
        FirmJournalJob.Of(turn.Space, new FirmNote(firm, turn.By.Account, action, about, turn.At));

    private static AdministratorMail ToClient(SpaceTurn turn, FirmSide firm, SpaceMember holder) =>
        new(turn.Portal, "mandate-passed-on", AdministratorMailWork.OfSpace, turn.Space, $"{turn.Space}/{holder.Member}")
        {
            Values = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["by"] = turn.By.Name, ["company"] = firm.Name, ["applicant"] = holder.Name, ["space"] = turn.SpaceName,
                ["link"] = $"/{turn.Portal}/utilisateurs/{holder.Mandate}?espace={turn.Space[(turn.Portal.Length + 1)..]}",
            },
        };

    // The accountant that the client named hears what the client did.
    private static IEnumerable<Effect> ToNamed(SpaceTurn turn, SpaceMember holder) =>
        turn.Acting is not { Role: SpaceRole.Administrateur } || turn.Mandate?.Account is not { } named || named == turn.By.Account ? [] :
    [
        new MailJob("mandate-withdrawn", named, turn.Portal, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["by"] = turn.By.Name, ["applicant"] = holder.Name, ["space"] = turn.SpaceName, ["link"] = $"/{turn.Portal}/accueil",
        }).At($"mandate-withdrawn/{turn.Space}/{holder.Member}", turn.At, JobLane.Mail),
    ];
}
