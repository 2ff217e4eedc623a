using Web.Clients.Sheets;

namespace Web.Clients;

/// <summary>The form by which an adviser sends a link again, to a corrected address.</summary>
/// <param name="Address">Where it posts.</param>
/// <param name="Email">As typed, or where the link went.</param>
/// <param name="Reason">As typed.</param>
/// <param name="Told">Who is told of it.</param>
/// <param name="Fault">What keeps it from being sent; null at first.</param>
public sealed record CorrectionForm(string Address, string Email, string Reason, string Told, InvitationFault? Fault);
