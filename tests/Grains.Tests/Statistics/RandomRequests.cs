using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Drafts;
using Grains.Requests.Forms;
using Grains.Statistics;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Statistics;

/// <summary>
/// Requests that live as chance will have it, by the verbs of their state: pauses, transfers, closings, reopenings. Beside the steps that the verbs write
/// stands what threads and notes tell, by which somebody else counts.
/// </summary>
internal sealed class RandomRequests(int seed, DateTimeOffset from, DateTimeOffset until)
{
    private static readonly FormDefinition Contact = new FormCatalogue().Get("contact");
    private static readonly FormFacts Facts = TestForms.Open(new DateOnly(2026, 10, 1));
    private static readonly Caller Nora = new("nora", CallerKind.Customer, GrainHost.Portal, "Nora", "");
    private static readonly Caller Claire = new("claire", CallerKind.Staff, Caller.StaffPortal, "Claire", "") { Role = StaffRole.Gestionnaire };
    private static readonly Colleague Pauline = new("pauline", "Pauline");
    private static readonly string[] Teams = ["sante", "prevoyance", "reclamations"];
    private static readonly string[] Forms = ["contact", "attestation"];
    private readonly Random _chance = new(seed);

    public IEnumerable<RandomRequest> Make(int count) => Enumerable.Range(0, count).Select(i => Live($"{GrainHost.Portal}/r{i}"));

    private RandomRequest Live(string key)
    {
        var at = from + TimeSpan.FromSeconds(_chance.Next((int)(until - from).TotalSeconds));
        var answers = GrainHost.Answers("multi-siren/c");
        if (_chance.Next(2) == 0)
            (answers["domaine"], answers["theme"], answers["motif"]) = ("prevoyance", "arret", "suivi");
        var state = new RequestState().Begin(Turn(key, Nora, at), Contact, "multi-siren/c").Next! with { Form = Forms[_chance.Next(Forms.Length)] };
        var life = new RandomRequest(key, state.Form);
        state = life.Did(state, state.Send(Turn(key, Nora, at), "2026-1", Contact, answers, Facts, []), at, "");
        for (var verbs = _chance.Next(12); verbs > 0; verbs--)
        {
            at += TimeSpan.FromSeconds(60 + _chance.Next(_chance.Next(3) == 0 ? 200_000 : 20_000));
            if (at >= until)
                break;
            var team = Teams[_chance.Next(Teams.Length)];
            var (staff, customer) = (Turn(key, Claire, at), Turn(key, Nora, at));
            state = _chance.Next(12) switch
            {
                0 or 1 => life.Did(state, state.TakeCharge(staff), at, ""),
                2 or 3 => life.Did(state, state.Post(staff, "Bonjour", []), at, ""),
                4 or 5 => life.Did(state, state.AskFor(staff, ["RIB", "Bulletin"], _chance.Next(2) == 0 ? "" : "Merci de déposer"), at, ""),
                6 => life.Did(state, state.Post(customer, "Voici", []), at, ""),
                7 => life.Did(
                    state, state.HandIn(customer, state.Missing.FirstOrDefault()?.Id ?? "", new Attachment($"{key}-{verbs}", "a.pdf", "application/pdf", 1)), at, ""),
                8 => life.Did(state, state.Transfer(staff, new RequestTransfer(team, "", "Suite"), null), at, team),
                9 => life.Did(state, state.Transfer(staff, new RequestTransfer(team, Pauline.Account, "Suite"), Pauline), at, team),
                10 => life.Did(state, state.Close(staff, "Répondu"), at, ""),
                _ when _chance.Next(3) == 0 => life.Did(state, state.Withdraw(customer), at, ""),
                _ => life.Did(state, state.Reopen(staff), at, ""),
            };
            // Whoever was given it gives it back, so that it goes on.
            if (state.Handler == Pauline.Account)
                state = state with { Handler = Claire.Account };
        }
        return life;
    }

    private static RequestTurn Turn(string key, Caller by, DateTimeOffset at) =>
        new(key, 1, by, at) { Calendar = Grains.Calendars.BusinessCalendar.Default, Usual = TimeSpan.FromHours(16) };
}

/// <summary>What a commit told beside its steps.</summary>
/// <param name="Team">The team that it went to; empty for none.</param>
internal sealed record Happening(DateTimeOffset At, EntryKind? Kind, bool Staff, int Items, string Team);

internal sealed class RandomRequest(string key, string form)
{
    public string Key => key;

    public string Form => form;

    /// <summary>That of the form.</summary>
    public string FirstTeam { get; private set; } = "";

    public List<Effect> Steps { get; } = [];

    public List<Happening> Happenings { get; } = [];

    /// <summary>The state after a verb; a refused one changes nothing.</summary>
    /// <param name="team">That the verb sends it to.</param>
    public RequestState Did<TValue>(RequestState state, Decision<RequestState, TValue, RequestRefusal> said, DateTimeOffset at, string team)
    {
        if (said.Refusal is not null || said.Next is not { } next)
            return state;
        if (Steps.Count == 0)
            FirstTeam = next.Team;
        var rows = said.Effects.OfType<Upsert>().Select(u => u.Row).ToList();
        Steps.AddRange(rows.OfType<RequestStepRow>().Select(r => new Upsert(r)));
        Happenings.AddRange(rows.OfType<EntryRow>().Select(e => new Happening(at, e.Kind, e.Staff, e.Text.Split('\n').Length, "")));
        if (team.Length > 0)
            Happenings.Add(new(at, null, true, 0, team));
        return next;
    }
}
