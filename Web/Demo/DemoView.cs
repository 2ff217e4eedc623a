using Silo.Messaging;

namespace Web.Demo;

/// <summary>Who there is to try, and what the service has sent.</summary>
/// <param name="Mails">Newest first.</param>
public sealed record DemoView(IReadOnlyList<DemoAccount> Accounts, IReadOnlyList<DemoMessage> Mails, DateTimeOffset Now);

/// <param name="SignIn">Address of the person's sign-in page.</param>
/// <param name="Code">The authenticator's code now, for staff.</param>
/// <param name="SecondsLeft">How long it still counts.</param>
public sealed record DemoAccount(string Name, string Role, string SignIn, string Identifier, string Password, string? Code, int SecondsLeft);
