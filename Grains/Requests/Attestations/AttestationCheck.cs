using System.Globalization;
using Dapper;
using Grains.Commits;
using Grains.Letters;
using Grains.Text;

namespace Grains.Requests.Attestations;

/// <summary>What anybody learns of a paper by its code, and nothing else: whether it is one of ours and still holds, what it is, and its day.</summary>
/// <param name="Kind">Null for a code of nothing.</param>
public sealed record CheckedAttestation(bool IsValid, AttestationKind? Kind = null, DateOnly? Day = null);

public sealed class AttestationCheck(IStateStore store, AttestationCodes codes, TimeProvider clock)
{
    /// <param name="typed">However it is typed; null is answered where it can be no code, which is no try.</param>
    public async Task<CheckedAttestation?> Of(string? typed, CancellationToken cancel)
    {
        if (PrintedCode.Read(typed) is not { } code)
            return null;
        await using var reading = await store.OpenRead(cancel);
        var found = await reading.QueryFirstOrDefaultAsync<Made?>(new CommandDefinition(
            "SELECT kind, on_day, until_day FROM attestation WHERE code_hash = @hash", new { hash = codes.Hash(code) }, cancellationToken: cancel));
        return found is null ? new CheckedAttestation(false)
            : new(found.UntilDay.Length == 0 || Day(found.UntilDay) >= Paris.Day(clock.GetUtcNow()), (AttestationKind)found.Kind, Day(found.OnDay));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);

    private sealed record Made
    {
        public long Kind { get; init; }

        public string OnDay { get; init; } = "";

        public string UntilDay { get; init; } = "";
    }
}
