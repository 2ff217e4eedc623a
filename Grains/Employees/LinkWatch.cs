using Grains.Interfaces.Companies;

namespace Grains.Employees;

/// <summary>
/// Tells a company's open pages what becomes of a link's mail, however late that is known. The company's grain commits the telling as any other; what
/// leads to it is no commit but the mail server's answer, which is written down once and for all: sending again to tell better would be a second mail.
/// So the telling may be lost with its node. Nothing rests on it: list and sheet join the delivery's own row, and are right when they are read.
/// </summary>
public sealed class LinkWatch(IGrainFactory grains)
{
    /// <summary>A node that cannot be reached now leaves it to the next reading.</summary>
    public async Task Tell(string company)
    {
        try
        {
            await grains.GetGrain<ICompanyGrain>(company).LinkFailed();
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
        }
    }
}
