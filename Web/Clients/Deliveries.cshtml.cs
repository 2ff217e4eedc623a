using Grains.Access;
using Grains.Mail;
using Grains.Interfaces.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Web.Accounts.Session;
using Web.Security;
using Web.Shared;

namespace Web.Clients;

/// <summary>For advisers: e-mails and text messages with how far they got; what waits for another try is sent now.</summary>
[Authorize(Policy = SessionAuthenticationSetup.Staff)]
[RequestSizeLimit(16 * 1024)]
public sealed class DeliveriesModel(
    Rights rights, DeliveryQueries deliveries, IGrainFactory grains, FormOperations operations, PageShells frames, TimeProvider clock) : PageModel, IStaffPage
{
    private const string Path = "/gestion/livraisons";
    private const int MaxKey = 300;

    public StaffShell Frame { get; private set; } = null!;

    public DeliveryPage List { get; private set; } = null!;

    public DeliveryFilter Filter { get; private set; }

    public string? Next { get; private set; }

    public string? Notice { get; private set; }

    public bool MayRetry => StaffRights.May(HttpContext.Caller(), StaffAct.RetryDelivery);

    public bool MayCorrect => StaffRights.May(HttpContext.Caller(), StaffAct.CorrectContact);

    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task OnGet(string? etat, string? apres, string? fin)
    {
        Filter = DeliveryLabels.Filter(etat);
        var caller = HttpContext.Caller();
        List = await deliveries.List(rights.ScopeOf(caller), Filter, apres, StaffRights.May(caller, StaffAct.ReadEmployees), HttpContext.RequestAborted);
        Next = List.Next is { } next ? QueryText.Of(Path, ("etat", etat), ("apres", next)) : null;
        Notice = fin switch { "relance" => DeliveryTexts.Retried, "terminee" => DeliveryTexts.Ended, _ => null };
        Frame = await frames.Staff(HttpContext);
    }

    public async Task<IActionResult> OnPostReessayer(string cle, string? message, string? etat)
    {
        var caller = HttpContext.Caller();
        if (message is not { Length: > 0 and <= MaxKey })
            return NotFound();
        var done = await grains.GetGrain<IMailGrain>(message).Retry(caller, operations.For(caller, cle, "retry", message));
        return done.Refusal switch
        {
            MailRefusal.NotFound => NotFound(),
            MailRefusal.NotAllowed => StatusCode(StatusCodes.Status403Forbidden),
            { } => new SeeOther(QueryText.Of(Path, ("etat", DeliveryLabels.Slug(DeliveryLabels.Filter(etat))), ("fin", "terminee"))),
            null => new SeeOther(QueryText.Of(Path, ("etat", DeliveryLabels.Slug(DeliveryLabels.Filter(etat))), ("fin", "relance"))),
        };
    }
}
