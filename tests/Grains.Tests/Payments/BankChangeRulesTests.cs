using Grains.Access;
using Grains.Commits;
using Grains.Employees;
using Grains.Interfaces;
using Grains.Interfaces.Payments;
using Grains.Mail;
using Grains.Payments;

namespace Grains.Tests.Payments;

/// <summary>The way of another account, step by step: who lets it go on, how long it is held, who stops it.</summary>
public sealed class BankChangeRulesTests
{
    private const string Key = "employeur/rib";
    private static readonly DateTimeOffset Friday = new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero);
    private static readonly Caller Claire = Adviser("claire");
    private static readonly Caller Pauline = Adviser("pauline");

    [Fact]
    public void Insured_person_s_is_held_72_hours_from_their_confirmation_and_then_applied()
    {
        var held = Confirmed(Own());

        Assert.Equal((BankStage.Held, Friday.AddHours(73)), (held.Stage, held.DueAt));
        Assert.Null(held.Due(At(72.9), false).Next);
        Assert.Equal(BankStage.Applied, held.Due(At(73), false).Next!.Stage);
    }

    [Fact]
    public void Employer_s_hold_begins_with_the_second_adviser_and_ends_three_calendar_days_later()
    {
        // Fri 27/11 10:00 confirmed, Mon 30/11 09:15 approved, in Paris: Thu 03/12 09:15.
        var monday = new DateTimeOffset(2026, 11, 30, 8, 15, 0, TimeSpan.Zero);
        var called = Confirmed(Employer()).NoteCall(At(2, Claire), "Mme Keïta-Lorrain confirme.").Next!;

        var held = called.Approve(new BankTurn(Key, Pauline, monday, _ => "")).Next!;

        Assert.Equal((BankStage.Held, new DateTimeOffset(2026, 12, 3, 8, 15, 0, TimeSpan.Zero)), (held.Stage, held.DueAt));
        Assert.Equal(("Claire", "Pauline"), (held.Call!.ByName, held.Approval!.ByName));
    }

    [Fact]
    public void Employer_s_needs_two_advisers()
    {
        var confirmed = Confirmed(Employer());
        Assert.Equal(BankStage.Approving, confirmed.Stage);
        Assert.Equal(BankChangeRefusal.NoCall, confirmed.Approve(At(2, Claire)).Refusal);

        var called = confirmed.NoteCall(At(2, Claire), "Rappelée").Next!;

        Assert.Equal(BankChangeRefusal.SamePerson, called.Approve(At(3, Claire)).Refusal);
        Assert.Equal(BankStage.Held, called.Approve(At(3, Pauline)).Next!.Stage);
    }

    [Fact]
    public void Second_administrator_is_as_good_as_two_advisers_and_who_asked_is_none()
    {
        var confirmed = Confirmed(Employer());

        Assert.Equal(BankChangeRefusal.SamePerson, confirmed.Approve(At(2, Customer("fatou"))).Refusal);
        Assert.Equal(BankStage.Held, confirmed.Approve(At(2, Customer("hugues"))).Next!.Stage);
    }

    [Theory]
    [InlineData("fatou")]
    [InlineData("hugues")]
    public void Whoever_is_told_blocks_it_one_hour_before_its_end_and_it_is_never_applied(string who)
    {
        var held = Confirmed(Employer()).NoteCall(At(2, Claire), "Rappelée").Next!.Approve(At(3, Pauline)).Next!;

        var blocked = held.AnswerLink(At(74), who, confirmed: false).Next!;

        Assert.Equal(BankStage.Blocked, blocked.Stage);
        Assert.Null(blocked.Due(At(1000), false).Next);
        Assert.Equal(BankChangeRefusal.Over, blocked.Approve(At(80, Pauline)).Refusal);
        Assert.Equal(BankChangeRefusal.NotFound, held.AnswerLink(At(74), "stranger", confirmed: false).Refusal);
    }

    [Fact]
    public void Address_of_yesterday_confirms_nothing_and_holds_it_for_seven_days()
    {
        var asked = Own(emailSince: Friday.AddDays(-1));
        Assert.Equal(BankChangeRefusal.NotAllowed, asked.AnswerLink(At(1), "fatou", confirmed: true).Refusal);

        var held = asked.NoteCall(At(1, Claire), "Rappelée au numéro du contrat").Next!;

        Assert.Equal((BankStage.Held, Friday.AddHours(1).AddDays(7)), (held.Stage, held.DueAt));
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    public void Address_confirms_once_it_is_known_for_30_days(int days, bool expected) =>
        Assert.Equal(expected, Own(emailSince: Friday.AddDays(-days)).MayConfirm("fatou", bySms: false));

    [Theory]
    [InlineData(-31, -31, true, false)]
    [InlineData(-1, -31, true, true)]
    [InlineData(-1, -29, true, false)]
    [InlineData(-1, -31, false, false)]
    public void Telephone_confirms_in_place_of_an_address_that_is_too_young(int emailDays, int phoneDays, bool mobile, bool expected)
    {
        var asked = new BankChangeState().Ask(At(0) with { SmsLink = "/lien/sms" }, Asked("employeur/@fatou") with
        {
            EmailSince = Friday.AddDays(emailDays), PhoneSince = Friday.AddDays(phoneDays), Mobile = mobile,
        }, Facts());

        Assert.Equal(expected ? ["/lien/sms"] : [], Texts(asked.Effects));
        Assert.Equal(expected, asked.Next!.MayConfirm("fatou", bySms: true));
    }

    [Fact]
    public void Link_in_the_young_mailbox_does_not_confirm_in_place_of_the_telephone()
    {
        var asked = new BankChangeState().Ask(
            At(0), Asked("employeur/@fatou") with { EmailSince = Friday.AddDays(-3), PhoneSince = Friday.AddDays(-90), Mobile = true }, Facts()).Next!;

        Assert.Equal(BankChangeRefusal.NotAllowed, asked.AnswerLink(At(1), "fatou", confirmed: true).Refusal);
        Assert.Equal(BankStage.Held, asked.AnswerLink(At(1), "fatou", confirmed: true, bySms: true).Next!.Stage);
        Assert.Equal(BankStage.Blocked, asked.AnswerLink(At(1), "fatou", confirmed: false).Next!.Stage);
    }

    [Theory]
    [InlineData(-3, true)]
    [InlineData(-31, false)]
    public void Former_address_hears_of_it_as_long_as_the_new_one_is_young(int days, bool expected)
    {
        var asked = new BankChangeState().Ask(At(0), Asked("employeur/@fatou") with
        {
            EmailSince = Friday.AddDays(days), Former = new FormerAddress("fatou@avant.example", "Fatou"),
        }, Facts());

        Assert.Equal(expected, Jobs(asked.Effects).Any(m => m is { Template: "bank-change-told", To: "fatou@avant.example" }));
        Assert.Equal(expected, Jobs(asked.Next!.Refuse(At(1, Claire), "Non").Effects).Any(m => m is { Template: "bank-change-stopped", To: "fatou@avant.example" }));
    }

    [Fact]
    public void Frozen_author_s_changes_go_nowhere_before_an_adviser_has_called()
    {
        var asked = new BankChangeState().Ask(Frozen(0), Asked("employeur/@fatou") with { Mobile = true }, Facts()).Next!;
        Assert.False(asked.MayConfirm("fatou", bySms: false) || asked.MayConfirm("fatou", bySms: true));
        Assert.Equal(BankChangeRefusal.NotAllowed, Own().AnswerLink(Frozen(1), "fatou", confirmed: true).Refusal);
        Assert.Equal(BankChangeRefusal.NoCall, Confirmed(Employer()).Approve(Frozen(2, Customer("hugues"))).Refusal);

        var held = Confirmed(Own());

        Assert.Equal(BankStage.Expired, held.Due(Frozen(73), false).Next!.Stage);
        var called = held.NoteCall(Frozen(5, Claire), "Rappelée").Next!;
        Assert.Equal((BankStage.Held, held.DueAt, "Claire"), (called.Stage, called.DueAt, called.Call!.ByName));
        Assert.Equal(BankStage.Applied, called.Due(At(73), false).Next!.Stage);
        Assert.Equal(BankChangeRefusal.Over, held.NoteCall(At(5, Claire), "Rappelée").Refusal);
    }

    [Fact]
    public void Who_administrates_beside_the_author_confirms_nothing() =>
        Assert.Equal(BankChangeRefusal.NotAllowed, Employer().AnswerLink(At(1), "hugues", confirmed: true).Refusal);

    [Fact]
    public void Nobody_confirms_within_seven_days_and_it_is_over()
    {
        Assert.Null(Own().Due(At(24 * 7 - 1), false).Next);
        Assert.Equal(BankStage.Expired, Own().Due(At(24 * 7), false).Next!.Stage);
    }

    [Fact]
    public void Closed_request_ends_it_at_once() => Assert.Equal(BankStage.Cancelled, Confirmed(Own()).Due(At(2), isClosed: true).Next!.Stage);

    [Fact]
    public void Its_author_is_told_of_each_step_and_so_are_the_other_administrators()
    {
        var asked = new BankChangeState().Ask(At(0), Asked(Company), Facts("fatou", "hugues"));
        Assert.Equal(["bank-change-confirm fatou", "bank-change-told hugues"], Mails(asked.Effects));

        var refused = asked.Next!.Refuse(At(1, Claire), "Le RIB n’est pas au nom de l’entreprise.");

        Assert.Equal(["bank-change-stopped fatou", "bank-change-stopped hugues"], Mails(refused.Effects));
        Assert.Equal(BankChangeRefusal.NoReason, asked.Next!.Refuse(At(1, Claire), "").Refusal);
    }

    [Fact]
    public void Technical_administrator_and_medical_referee_decide_nothing()
    {
        var asked = Employer();

        Assert.Equal(BankChangeRefusal.NotAllowed, asked.NoteCall(At(1, Claire with { Role = StaffRole.AdministrateurTechnique }), "Rappelée").Refusal);
        Assert.Equal(BankChangeRefusal.NotAllowed, asked.Refuse(At(1, Claire with { Role = StaffRole.ReferentMedical }), "Non").Refusal);
        Assert.Equal(BankChangeRefusal.NotFound, asked.Refuse(At(1, new Caller("fatou", CallerKind.Customer, "employeur", "Fatou", "")), "Non").Refusal);
    }

    private const string Company = "employeur/465713022";

    private static BankChangeState Own(DateTimeOffset? emailSince = null) =>
        new BankChangeState().Ask(At(0), Asked("employeur/@fatou") with { EmailSince = emailSince }, Facts()).Next!;

    private static BankChangeState Employer() => new BankChangeState().Ask(At(0), Asked(Company), Facts("fatou", "hugues")).Next!;

    private static BankChangeState Confirmed(BankChangeState asked) => asked.AnswerLink(At(1), "fatou", confirmed: true).Next!;

    private static BankChangeAsked Asked(string company) => new(
        "2026-000123", "employeur", company, "fatou", "Fatou Keïta", BankPurpose.Benefits, "SA1", "Cartonneries", "FR7630006000011234567890189", null, null, false);

    private static BankFacts Facts(params string[] administrators) => new(new SealedNumber("mac", [1], "FR•• •••• 0189"), false, administrators, "");

    private static BankTurn At(double hours, Caller? by = null) =>
        new(Key, by ?? new Caller("", CallerKind.Staff, "employeur", "", ""), Friday.AddHours(hours), account => $"/lien/{account}");

    private static BankTurn Frozen(double hours, Caller? by = null) => At(hours, by) with { Frozen = true };

    private static Caller Customer(string account) => new(account, CallerKind.Customer, "employeur", account, "");

    private static Caller Adviser(string name) =>
        new(name, CallerKind.Staff, Caller.StaffPortal, char.ToUpperInvariant(name[0]) + name[1..], "") { Role = StaffRole.Gestionnaire };

    private static IEnumerable<string> Mails(IReadOnlyList<Effect> effects) => Jobs(effects).Where(m => !m.Sms).Select(m => $"{m.Template} {m.Account}").Order();

    private static IEnumerable<string> Texts(IReadOnlyList<Effect> effects) => Jobs(effects).Where(m => m.Sms).Select(m => m.Values["link"]);

    private static IEnumerable<MailJob> Jobs(IReadOnlyList<Effect> effects) => effects.OfType<Schedule>().Where(s => s.Kind == MailJob.Kind)
        .Select(s => System.Text.Json.JsonSerializer.Deserialize<MailJob>(s.Payload)!);
}
