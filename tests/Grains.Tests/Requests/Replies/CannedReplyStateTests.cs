using Grains.Commits;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests.Replies;

namespace Grains.Tests.Requests.Replies;

public sealed class CannedReplyStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(StaffRole.Gestionnaire, "Merci", "Bonjour", CannedReplyRefusal.NotAllowed)]
    [InlineData(StaffRole.AdministrateurTechnique, "Merci", "Bonjour", CannedReplyRefusal.NotAllowed)]
    [InlineData(StaffRole.Superviseur, "", "Bonjour", CannedReplyRefusal.Empty)]
    [InlineData(StaffRole.Superviseur, "Merci", "", CannedReplyRefusal.Empty)]
    [InlineData(StaffRole.Superviseur, "Merci", "Bonjour {prenon}", CannedReplyRefusal.UnknownVariable)]
    [InlineData(StaffRole.Superviseur, "Merci", "Bonjour {}", CannedReplyRefusal.UnknownVariable)]
    [InlineData(StaffRole.Superviseur, "Merci", "Bonjour {prenom}, {", null)]
    public void Supervisors_write_what_has_a_title_a_text_and_variables_that_exist(StaffRole role, string title, string text, CannedReplyRefusal? refusal) =>
        Assert.Equal(refusal, new CannedReplyState().Add(Turn(role), new(title, text, "", "")).Refusal);

    [Theory]
    [InlineData(81, 10)]
    [InlineData(10, 2001)]
    public void Too_long_ones_are_refused(int title, int text) => Assert.Equal(
        CannedReplyRefusal.TooLong, new CannedReplyState().Add(Turn(), new(new string('a', title), new string('a', text), "", "")).Refusal);

    [Fact]
    public void One_more_than_the_most_is_refused_until_one_is_gone()
    {
        var state = new CannedReplyState();
        for (var i = 0; i < CannedReply.Most; i++)
            state = state.Add(Turn(), Said($"Réponse {i}")).Next!;

        Assert.Equal(CannedReply.Most, state.Kept.Select(k => k.Id).Distinct().Count());
        Assert.Equal(CannedReplyRefusal.TooMany, state.Add(Turn(), Said("Une de plus")).Refusal);
        Assert.Null(state.Remove(Turn(), state.Kept[0].Id).Next!.Add(Turn(), Said("Une de plus")).Refusal);
    }

    [Fact]
    public void Each_change_is_journaled_and_told_and_a_second_supervisor_overwrites_nothing_unseen()
    {
        var added = new CannedReplyState().Add(Turn(), Said("Merci"));
        var kept = added.Next!.Kept[0];

        var changed = added.Next!.Change(Turn(), kept.Id, kept.WrittenAt, Said("Merci beaucoup"));
        Assert.Equal(CannedReplyRefusal.ChangedMeanwhile, changed.Next!.Change(Turn(), kept.Id, kept.WrittenAt, Said("Autre")).Refusal);
        var removed = changed.Next!.Remove(Turn(), kept.Id);

        Assert.Equal(["reply-added Merci", "reply-changed Merci beaucoup", "reply-removed Merci beaucoup"],
            new[] { added.Effects, changed.Effects, removed.Effects }.Select(effects =>
            {
                Assert.Contains(new Notify(CannedReplyQueries.Topic), effects);
                var entry = effects.OfType<Upsert>().Select(u => u.Row).OfType<JournalRow>().Single();
                return $"{entry.Action} {entry.Detail}";
            }));
        Assert.Equal(CannedReplyRefusal.NotFound, removed.Next!.Remove(Turn(), kept.Id).Refusal);
        Assert.Equal(CannedReplyRefusal.NotFound, removed.Next!.Change(Turn(), kept.Id, kept.WrittenAt, Said("Trop tard")).Refusal);
        Assert.Equal(CannedReplyRefusal.NotAllowed, added.Next!.Remove(Turn(StaffRole.Gestionnaire), kept.Id).Refusal);
        Assert.Equal(CannedReplyRefusal.NotAllowed, added.Next!.Change(Turn(StaffRole.Conseiller), kept.Id, kept.WrittenAt, Said("Non")).Refusal);
    }

    [Theory]
    [InlineData("prenon", "prenom")]
    [InlineData("Numéro", "numero")]
    [InlineData("gestionaire", "gestionnaire")]
    [InlineData("societe", "objet")]
    [InlineData("ent", "entreprise")]
    public void Variable_that_was_meant_is_named(string typed, string meant) => Assert.Equal(meant, ReplyVariables.Nearest(typed));

    [Fact]
    public void Variables_are_filled_and_what_has_no_value_stays() => Assert.Equal(
        "Bonjour Nora, {entreprise} attend {autre}.",
        ReplyVariables.Fill("Bonjour {prenom}, {entreprise} attend {autre}.", new Dictionary<string, string> { ["prenom"] = "Nora", ["entreprise"] = "" }));

    private static ReplyTurn Turn(StaffRole role = StaffRole.Superviseur) =>
        new("multi-siren", new Caller("a", CallerKind.Staff, Caller.StaffPortal, "Lucien", "") { Role = role }, Now);

    private static CannedReply Said(string title) => new(title, "Bonjour {prenom}", "", "");
}
