using Grains.Access;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Letters;

namespace Grains.Letters;

public sealed record LetterToPrint(LetterSummary Letter, LetterSecret Secret);

/// <summary>The print queue of the back office: letters are given out with their codes only after that was written down.</summary>
public sealed class PrintService(IGrainFactory grains, LetterQueries letters, Rights rights, ISealer sealer)
{
    public async Task<Result<IReadOnlyList<LetterToPrint>, PrintRefusal>> Print(
        Caller by, OperationId operation, IReadOnlyCollection<string> chosen, CancellationToken cancel)
    {
        var waiting = await Waiting(by, chosen, cancel);
        var noted = await grains.GetGrain<IPrintRunGrain>(by.Account).NotePrinting(by, operation, waiting.Count);
        if (!noted.Ok)
            return noted.Refusal.Value;
        return new([.. waiting.Select(l => new LetterToPrint(l, LetterSecret.Open(sealer, l.Owner, l.Secret)))], null);
    }

    public async Task<Result<PrintRefusal>> Post(Caller by, OperationId operation, IReadOnlyCollection<string> chosen, CancellationToken cancel) =>
        await grains.GetGrain<IPrintRunGrain>(by.Account).Post(by, operation, [.. (await Waiting(by, chosen, cancel)).Select(l => l.Letter)]);

    private async Task<IReadOnlyList<LetterSummary>> Waiting(Caller by, IReadOnlyCollection<string> chosen, CancellationToken cancel) =>
        [.. (await letters.Waiting(rights.ScopeOf(by), cancel)).Where(l => chosen.Contains(l.Letter)).Take(IPrintRunGrain.MostLetters)];
}
