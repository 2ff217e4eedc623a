using Grains.CoreSystem;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;
using Web.Throttles;

namespace Web.Companies;

/// <summary>Where a signed-in person proves a company by its insurer number; wrong tries are counted for the account and for where they come from.</summary>
public sealed class ProofDesk(IGrainFactory grains, SourceThrottle throttle)
{
    /// <summary>Null once it is proven; else why not, to be said beside the form. What the store cannot judge now counts as no try.</summary>
    public async Task<string?> Prove(HttpContext context, Caller caller, OperationId operation, string? siren, string? number)
    {
        if (BusinessNumber.Siren(siren ?? "") is not { } known || TypedNumbers.Number(number ?? "").Length == 0)
            return CompanyTexts.NumberMissing;
        var attempt = await throttle.Take(SourceKind.Proof, caller.Portal, context.Connection.RemoteIpAddress);
        if (!attempt.IsGranted)
        {
            attempt.Refuse(context.Response);
            return CompanyTexts.Slowed;
        }
        ProofAnswer answer;
        try
        {
            answer = await grains.GetGrain<ICompanyProofGrain>(caller.Account).Prove(caller, operation, new CompanyProof(known, number!));
        }
        catch
        {
            await attempt.GiveBack();
            throw;
        }
        if (answer is not ProofAnswer.Right)
            return answer is ProofAnswer.TooMany ? CompanyTexts.Closed : CompanyTexts.WrongProof;
        await attempt.GiveBack();
        return null;
    }
}
