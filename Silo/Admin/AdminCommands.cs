using Grains.Accounts.Registration;
using Silo.CoreSystem;

namespace Silo.Admin;

/// <summary>What an operator may ask on the command line; answers <c>ok …</c> or <c>error SENTENCE</c>.</summary>
public sealed class AdminCommands(StaffInvitationService staff, CoreSystemImport referential, CompanyDescriptions companies)
{
    public async Task<string> Do(string command, CancellationToken cancel = default)
    {
        try
        {
            return command.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
            {
                ["staff", "add", var email, var role] => $"ok {await staff.Add(email, role)}",
                ["referential", "import", _, ..] => await Import(command.Split("import ", 2)[1].Trim(), cancel),
                _ => "error Usage: staff add EMAIL ROLE, or referential import FILE.json",
            };
        }
        catch (Exception e) when (e is ArgumentException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return $"error {e.Message.ReplaceLineEndings(" ")}";
        }
        // An operator's bad file, or a store that is away, must not end the server that answers them.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return $"error The command failed: {e.GetType().Name}.";
        }
    }

    private async Task<string> Import(string path, CancellationToken cancel)
    {
        var report = await referential.Import(path, cancel);
        await companies.Renew(report.Changed, cancel);
        return $"ok {report}";
    }
}
