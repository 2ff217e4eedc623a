using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Letters;

namespace Grains.Letters;

using Outcome = Decision<PrintRunState, Nothing, PrintRefusal>;

/// <summary>What an adviser has printed and posted; each run stands in the journal.</summary>
public sealed record PrintRunState : GrainState
{
    private const int Chunk = 200;

    public int Runs { get; init; }

    public Outcome NotePrinting(string account, Caller by, int letters, DateTimeOffset at) =>
        Refusal(account, by, letters) is { } refusal ? refusal
        : new Outcome(this with { Runs = Runs + 1 }, default, null, [JournalRow.Of(account, at, by.Account, "letters-printed", $"{Runs + 1}/{letters}")]);

    public Outcome Post(string account, Caller by, IReadOnlyList<string> letters, DateTimeOffset at) =>
        Refusal(account, by, letters.Count) is { } refusal ? refusal
        : new Outcome(this with { Runs = Runs + 1 }, default, null,
        [
            JournalRow.Of(account, at, by.Account, "letters-posted", $"{Runs + 1}/{letters.Count}"),
            .. letters.Chunk(Chunk).Select((chunk, i) => LettersPostedJob.Of($"{account}/{Runs + 1}/{i}", new PostedLetters(chunk, at))),
        ]);

    private static PrintRefusal? Refusal(string account, Caller by, int letters) =>
        !by.IsStaff || by.Account != account || !StaffRights.May(by, StaffAct.ReadEmployees) ? PrintRefusal.NotFound : letters > IPrintRunGrain.MostLetters ? PrintRefusal.TooMany : null;
}

[GrainType("print-run")]
public sealed class PrintRunGrain(CommitServices services, Rights rights) : CommittingGrain<PrintRunState>(services), IPrintRunGrain
{
    protected override string Kind => "print-run";

    public Task<Result<PrintRefusal>> NotePrinting(Caller by, OperationId operation, int letters) =>
        Answer(operation, rights.ToCall(by, PrintRefusal.NotFound), State.NotePrinting(Key, by, letters, Now));

    public Task<Result<PrintRefusal>> Post(Caller by, OperationId operation, IReadOnlyList<string> letters) =>
        Answer(operation, rights.ToCall(by, PrintRefusal.NotFound), State.Post(Key, by, letters, Now));
}
