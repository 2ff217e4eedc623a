using System.Text.Json;
using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Accounts;
using Grains.Interfaces.Companies;
using Grains.Interfaces.Spaces;
using Grains.Spaces;

namespace Grains.Accounts.Registration;

/// <summary>
/// What follows an activation: the first proven person of a company founds its space and administrates it, a later one asks there. Each
/// step is an operation of its own under the job's key, so a second run changes nothing.
/// </summary>
public sealed class RegistrationJobs(IGrainFactory grains, IStateStore store, TimeProvider clock) : IJobHandler
{
    public string Kind => AccountWork.Join;

    public async Task Handle(LeasedJob job, CancellationToken cancel)
    {
        var join = JsonSerializer.Deserialize<RegistrationJob>(job.Payload)!;
        var (company, facts, unticked) = (join.Admission.Company, join.Admission.Facts, join.Admission.Unticked);
        if (await grains.GetGrain<ICompanyGrain>(company).View() is null)
            await grains.GetGrain<ICompanyGrain>(company).Describe(OperationId.Of(job.Key, "company"), facts);
        var own = grains.GetGrain<ISpaceGrain>($"{join.Portal}/s-{join.Account}");
        var founded =
            await own.Found(OperationId.Of(job.Key, "found"), facts.Name, new Member(join.Account, SpaceRole.Administrateur, true, []), company, unticked);
        if (founded.Refusal is not SpaceRefusal.CompanyTaken)
            return;
        var home = await store.FindClaim(SpaceState.HomeClaim, company, clock.GetUtcNow(), cancel)
            ?? throw new InvalidOperationException("The company's space has just gone.");
        var asked = await grains.GetGrain<ISpaceGrain>(home["space/".Length..])
            .RequestMembership(OperationId.Of(job.Key, "ask"), new MembershipRequest(join.Account, join.Name, company) { JobTitle = join.Admission.JobTitle });
        if (asked.Refusal is SpaceRefusal.TooMany)
            throw new JobRefusedException("Too many people wait for an answer of this company.", "too-many");
    }
}

/// <summary>Where strangers are told nothing.</summary>
public sealed class NothingHandler : IJobHandler
{
    public string Kind => AccountWork.Nothing;

    public Task Handle(LeasedJob job, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>Ends an account that nobody activated.</summary>
public sealed class PurgeHandler(IGrainFactory grains) : IJobHandler
{
    public string Kind => AccountWork.Purge;

    public Task Handle(LeasedJob job, CancellationToken cancel) => grains.GetGrain<IAccountRegistrationGrain>(job.Payload).Purge(job.Operation);
}
