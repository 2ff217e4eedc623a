using System.Reflection;
using System.Reflection.Emit;
using Grains.Accounts.Registration;
using Grains.Commits;
using Grains.Requests;

namespace Grains.Tests.Conventions;

/// <summary>Turns that commit without anybody's right. A new one is a decision.</summary>
public sealed class UnconditionalTurnsTests
{
    // Of nobody: the way in, registration, what the operator does. Of jobs: what a commit with a right, or a proof, has asked for.
    private static readonly string[] OfNobodyOrJobs =
    [
        "AccountGrain.Activate", "AccountGrain.AskLink", "AccountGrain.Disable", "AccountGrain.OpenAnswers", "AccountGrain.OpenCode",
            "AccountGrain.OpenPassword",
        "AccountGrain.PreviewLink", "AccountGrain.Purge", "AccountGrain.Register", "AccountGrain.RemindIdentifier", "AccountGrain.RenewHash",
            "AccountGrain.Reset", "AccountGrain.SendCode",
        "AccountGrain.SetUp", "AccountGrain.SettleAnswers", "AccountGrain.SettleCode", "AccountGrain.SettlePassword", "AccountGrain.SettleRecoveryCode",
        "AnnouncementGrain.Changed",
        "BankChangeGrain.AnswerLink", "BankChangeGrain.Ask", "BankChangeGrain.Due",
        "BatchGrain.Plan", "BatchGrain.Record", "BatchGrain.Take",
        "CompanyGrain.CoverageChanged", "CompanyGrain.Describe", "CompanyGrain.EmployeesDue", "CompanyGrain.EmployeesToRemind",
        "CompanyGrain.LinkFailed", "CompanyGrain.TakeReminderNews",
        "DigestGrain.Begin", "DigestGrain.Record",
        "EmployeeGrain.ChangeFamily", "EmployeeGrain.Describe", "EmployeeGrain.ReportDeath", "EmployeeGrain.LetterPosted", "EmployeeGrain.RemindWaiver",
        "EmployeeGrain.ProofDue", "EmployeeGrain.AskProofs", "EmployeeGrain.KeepFormerWaiver",
        "EvidenceGrain.Record", "ImportGrain.Record",
        "InsuredGrain.Record",
        "RegistrationGrain.AskContact", "RegistrationGrain.Attach", "RegistrationGrain.Detach", "RegistrationGrain.Expire", "RegistrationGrain.Finish",
        "RegistrationGrain.Prove", "RegistrationGrain.Save",
        "RequestGrain.EndAccountChange", "RequestGrain.Expire", "RequestGrain.LetGo", "RequestGrain.PromiseCame", "RequestGrain.Tied", "RequestGrain.Unsubscribe",
        "SpaceGrain.AddCompany", "SpaceGrain.Admit", "SpaceGrain.AskRenewal", "SpaceGrain.ClaimRipens", "SpaceGrain.HolderLeft", "SpaceGrain.NoteMandate",
        "SpaceGrain.RequestMembership",
        "SpaceGrain.Found", "SpaceGrain.Open",
        "StatisticsGrain.Record",
    ];

    // Of an account's owner, on the account itself; of an employee, by a link or a session that their own state knows.
    private static readonly string[] OfOwners =
    [
        "AccountGrain.AcceptTerms", "AccountGrain.ChangePassword", "AccountGrain.EndSessions", "AccountGrain.ForgetDevices", "AccountGrain.NoteSurplus", "AccountGrain.Rename",
        "AccountGrain.SendIdentity", "AccountGrain.SetQuestions", "AccountGrain.Touch",
        "AccountGrain.TryCode", "AccountGrain.TryPassword",
        "EmployeeGrain.AskNewLink", "EmployeeGrain.AskSignature", "EmployeeGrain.AskWaiver", "EmployeeGrain.AttachPaper", "EmployeeGrain.CertifyOwn",
        "EmployeeGrain.Contest", "EmployeeGrain.DetachPaper", "EmployeeGrain.HandInProof", "EmployeeGrain.ProveBirth", "EmployeeGrain.ProveCode", "EmployeeGrain.Save", "EmployeeGrain.Sign", "EmployeeGrain.View",
    ];

    [Fact]
    public void Turns_without_a_condition_are_those_of_nobody_and_of_jobs() => Assert.Equal(OfNobodyOrJobs.Order(), Using(nameof(Condition.None)));

    [Fact]
    public void Turns_that_their_own_state_allows_are_those_of_an_account_s_owner_or_an_employee() => Assert.Equal(OfOwners.Order(), Using(nameof(Condition.OwnState)));

    private static IEnumerable<string> Using(string field)
    {
        var wanted = typeof(Condition).GetField(field)!;
        return typeof(RequestState).Assembly.GetTypes()
            .Where(t => t.Namespace != typeof(Condition).Namespace)
            .SelectMany(t =>
                t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => Reads(m, wanted)).Select(TurnOf).Distinct().Order();
    }

    private static bool Reads(MethodInfo method, FieldInfo wanted)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at + 4 < code.Length; at++)
        {
            // Any byte may look like the instruction; only the right one is followed by the field's token.
            if (code[at] == OpCodes.Ldsfld.Value && TryResolve(method.Module, BitConverter.ToInt32(code, at + 1)) == wanted)
                return true;
        }
        return false;
    }

    private static FieldInfo? TryResolve(Module module, int token)
    {
        try
        {
            return module.ResolveField(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // An asynchronous turn runs in a nested type that is named after it, as in <Decide>d__7.
    private static string TurnOf(MethodInfo method)
    {
        var type = method.DeclaringType!;
        var name = type.Name.StartsWith('<') ? type.Name[1..type.Name.IndexOf('>', StringComparison.Ordinal)] : method.Name;
        while (type.Name.StartsWith('<'))
            type = type.DeclaringType!;
        return $"{type.Name}.{name}";
    }
}
