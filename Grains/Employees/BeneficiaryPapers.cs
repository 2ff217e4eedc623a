using System.Collections.Immutable;
using Grains.Accounts;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Employees;
using Grains.Interfaces.Requests;
using Grains.Text;

namespace Grains.Employees;

using Outcome = Decision<EmployeeState, Nothing, AffiliationRefusal>;

/// <summary>What beneficiaries are covered on the strength of: asked by the kind of link, handed in by the employee, also after everything is signed.</summary>
public static class BeneficiaryPapers
{
    public const string Template = "affiliation-papers";
    private const int Majority = 18;

    /// <summary>Under this name the files of an employee are kept until they are linked.</summary>
    public static string Uploader(string employee) => $"employee/{employee}";

    /// <summary>What is asked for somebody; a child who has come of age shows that they study.</summary>
    public static IReadOnlyList<PaperKind> KindsFor(string link, DateOnly birthDate, DateOnly today) => link switch
    {
        "conjoint" => [PaperKind.MarriageAct],
        "pacs" => [PaperKind.PacsAttestation],
        "concubin" => [PaperKind.AddressProof],
        "enfant" => birthDate.AddYears(Majority) <= today ? [PaperKind.BirthAct, PaperKind.SchoolCertificate] : [PaperKind.BirthAct],
        _ => [PaperKind.RightsAttestation],
    };

    /// <summary>All that is asked for, in the order of the beneficiaries. Those whom a request added have shown their pieces with it.</summary>
    public static IEnumerable<AskedPaper> Asked(IEnumerable<NewBeneficiary> people, DateOnly today) =>
        people.SelectMany((p, i) => p.From is not null ? [] : KindsFor(p.Link, p.BirthDate, today).Select(kind => new AskedPaper(i + 1, kind)));

    /// <summary>What is asked for and has not come.</summary>
    public static IEnumerable<AskedPaper> Missing(IEnumerable<NewBeneficiary> people, IEnumerable<HeldPaper> held, DateOnly today) =>
        Asked(people, today).Except(held.Select(p => new AskedPaper(p.Rank, p.Kind)));

    internal static bool LacksPapers(this EmployeeState state, DateTimeOffset now) =>
        Missing(state.Affiliation.Beneficiaries, state.Affiliation.Papers, Paris.Day(now)).Any();

    internal static Outcome AttachPaper(this EmployeeState state, EmployeeTurn turn, byte[] session, AskedPaper paper, Attachment? file) =>
        !state.IsOpen(session, turn.At) ? AffiliationRefusal.SessionOver
        : file is null || !Asked(state.Affiliation.Beneficiaries, Paris.Day(turn.At)).Contains(paper) ? AffiliationRefusal.Incomplete
        : state.Affiliation.Papers.Count >= HeldPaper.Most ? AffiliationRefusal.TooMany
        : state.Received(turn, paper, file, AffiliationRefusal.Incomplete).With(s => s.Seen(turn)).Done<Nothing, AffiliationRefusal>(default);

    /// <summary>By the employer who typed the affiliation: the employee gave it to them.</summary>
    internal static Decision<EmployeeState, Nothing, EmployeeRefusal> HandInPaper(
        this EmployeeState state, EmployeeTurn turn, AskedPaper paper, Attachment? file) =>
        !state.IsTyped() ? EmployeeRefusal.NotFound
        : file is null || !Asked(state.Affiliation.Beneficiaries, Paris.Day(turn.At)).Contains(paper) ? EmployeeRefusal.NotAsked
        : state.Affiliation.Papers.Count >= HeldPaper.Most ? EmployeeRefusal.TooMany
        : state.Received(turn, paper, file, EmployeeRefusal.NotAsked).Done();

    /// <summary>Taken back while nothing is signed: what was signed on the strength of a paper keeps it.</summary>
    internal static Outcome DetachPaper(this EmployeeState state, EmployeeTurn turn, byte[] session, string file) =>
        !state.IsOpen(session, turn.At) ? AffiliationRefusal.SessionOver
        : state.Asked() is null ? AffiliationRefusal.Done
        : new EmployeeChange(state, turn)
            .With(s => s.Seen(turn) with { Affiliation = s.Affiliation with { Papers = s.Affiliation.Papers.RemoveAll(p => p.File == file) } })
            .Done<Nothing, AffiliationRefusal>(default);

    /// <summary>Of an adviser who looks at one; written down each time.</summary>
    internal static Decision<EmployeeState, HeldPaper, EmployeeRefusal> OpenPaper(this EmployeeState state, EmployeeTurn turn, string file) =>
        state.Affiliation.Papers.FirstOrDefault(p => p.File == file) is not { } paper ? EmployeeRefusal.NotFound
        : new Decision<EmployeeState, HeldPaper, EmployeeRefusal>(
            state, paper, null, [JournalRow.Of(turn.Employee, turn.At, turn.Account, "paper-seen", file)]);

    /// <summary>Papers stay with their people when others come or go.</summary>
    internal static ImmutableList<HeldPaper> Following(this Affiliation before, IReadOnlyList<NewBeneficiary> people)
    {
        var ranks = before.Beneficiaries.Select(person => people.ToList().IndexOf(person) + 1).ToList();
        return [.. before.Papers.Where(p => ranks[p.Rank - 1] > 0).Select(p => p with { Rank = ranks[p.Rank - 1] })];
    }

    /// <summary>The rows of what came, and the end of files that nothing speaks of any more.</summary>
    internal static IEnumerable<Effect> Rows(EmployeeState before, EmployeeState after, EmployeeTurn turn)
    {
        foreach (var gone in before.Affiliation.Papers.ExceptBy(after.Affiliation.Papers.Select(p => p.File), p => p.File))
        {
            yield return Delete.Of<EmployeePaperRow>(turn.Employee, gone.File);
            yield return new Schedule(AccountWork.RemoveFile, $"file-removal/{gone.File}", gone.File, turn.At, JobLane.Grains);
        }
        foreach (var p in after.Affiliation.Papers.Except(before.Affiliation.Papers))
            yield return new Upsert(new EmployeePaperRow(turn.Employee, p.File, p.Rank, p.Kind, p.Name, p.Type, p.Size, p.At));
    }

    private static EmployeeChange Received<TRefusal>(this EmployeeState state, EmployeeTurn turn, AskedPaper paper, Attachment file, TRefusal taken)
        where TRefusal : struct, Enum => new EmployeeChange(state, turn)
        .With(s => s with
        {
            Affiliation = s.Affiliation with
            {
                Papers = s.Affiliation.Papers.Add(new HeldPaper(paper.Rank, paper.Kind, file.File, file.Name, file.Type, file.Size, turn.At)),
            },
        })
        .Add(new TakeClaim("file", file.File, Refusal: taken))
        .Event(EmployeeEventKind.PaperReceived);

    private static EmployeeState Seen(this EmployeeState state, EmployeeTurn turn) => state with { Access = state.Access with { SeenAt = turn.At } };
}
