using Grains.Contracts;
using Grains.Interfaces.Spaces;
using Grains.Requests.Forms;
using Grains.Tests.Fixtures;

namespace Grains.Tests.Requests;

public sealed class FormDefinitionTests
{
    private static readonly FormFacts Facts = TestForms.Open(new DateOnly(2026, 11, 24));
    private static readonly FormDefinition Contact = new FormCatalogue().Get("contact");

    [Fact]
    public void Complete_answers_have_no_fault() => Assert.Empty(Contact.Faults(GrainHost.Answers("p/1"), Facts));

    [Fact]
    public void Empty_answers_miss_each_required_field_in_order() =>
        Assert.Equal(
            ["prenom", "nom", "courriel", "company", "domaine", "theme", "motif", "message"],
            Contact.Faults(new Dictionary<string, string>(), Facts).Where(f => f.Fault is Fault.Missing).Select(f => f.Field.Name));

    [Fact]
    public void Field_that_says_what_to_do_when_it_is_empty_says_a_sentence() =>
        Assert.All(new FormCatalogue().All.SelectMany(form => form.Fields).Where(field => field.Missing is not null), field =>
            Assert.EndsWith(".", field.Missing!, StringComparison.Ordinal));

    [Theory]
    [InlineData("prenom", "   ", Fault.Missing)]
    [InlineData("courriel", "nora", Fault.Malformed)]
    [InlineData("courriel", "Nora <nora@maison.example>", Fault.Malformed)]
    [InlineData("courriel", "nora@maison.example\r\nBcc: x@y.example", Fault.Malformed)]
    [InlineData("telephone", "06 12 34 56 78", null)]
    [InlineData("telephone", "0612345678", null)]
    [InlineData("telephone", "+33 6 12 34 56 78", null)]
    [InlineData("telephone", "+1 (212) 555-0100", null)]
    [InlineData("telephone", "\u202d06\u201112 34 56 78\u202c", null)]
    [InlineData("telephone", "0000000000", Fault.Malformed)]
    [InlineData("telephone", "06 12 34 56 789", Fault.Malformed)]
    [InlineData("telephone", "", null)]
    [InlineData("telephone", "612345678", Fault.Malformed)]
    [InlineData("telephone", "06 12 34 56", Fault.Malformed)]
    [InlineData("telephone", "06 12 34 56 78 ext 4", Fault.Malformed)]
    [InlineData("telephone", "+1234567", Fault.Malformed)]
    [InlineData("telephone", "+1234567890123456", Fault.Malformed)]
    [InlineData("domaine", "voyage", Fault.Unknown)]
    [InlineData("motif", "suivi", Fault.Unknown)]
    public void Answer_is_checked_by_its_kind(string field, string answer, Fault? fault)
    {
        var answers = GrainHost.Answers("p/1");
        answers[field] = answer;

        Assert.Equal(fault, Contact.Faults(answers, Facts).Where(f => f.Field.Name == field).Select(f => (Fault?)f.Fault).SingleOrDefault());
    }

    [Theory]
    [InlineData("prenom", 80)]
    [InlineData("message", 10_000)]
    public void Answer_has_its_length(string field, int most)
    {
        var answers = GrainHost.Answers("p/1");
        answers[field] = new string('a', most);
        Assert.Empty(Contact.Faults(answers, Facts));

        answers[field] += "a";
        Assert.Equal((field, Fault.TooLong), Contact.Faults(answers, Facts).Select(f => (f.Field.Name, f.Fault)).Single());
    }

    [Theory]
    [InlineData("", "", UniverseRights.Read)]
    [InlineData("Provident", "", UniverseRights.ReadProvident)]
    [InlineData("Health", "Provident", UniverseRights.ReadHealth | UniverseRights.ReadProvident)]
    [InlineData("Affiliation", "Retirement", UniverseRights.ReadAffiliation | UniverseRights.ReadRetirement)]
    public void Form_names_its_universes_and_one_without_belongs_to_all(string first, string second, UniverseRights expected) => Assert.Equal(
        expected, TestForms.Of("f", [.. new[] { first, second }.Where(u => u.Length > 0).Select(Enum.Parse<Universe>)]).ReadBy);

    [Theory]
    [InlineData("p/812345676", "81234567600011", null)]
    [InlineData("p/812345676", "", null)]
    [InlineData("p/812345676", "55208131700011", Fault.Unknown)]
    [InlineData("p/812345676", "8123456760001", Fault.Unknown)]
    [InlineData("p/812345676", "8123456760001x", Fault.Unknown)]
    [InlineData("p/12345676", "81234567600011", Fault.Unknown)]
    public void Establishment_is_one_of_the_company(string company, string siret, Fault? fault) =>
        Assert.Equal(fault, TestForms.Stop.Faults(TestForms.Answers(company, siret), Facts).Select(f => (Fault?)f.Fault).SingleOrDefault());

    [Fact]
    public void Another_domain_makes_the_theme_chosen_before_unknown()
    {
        var answers = GrainHost.Answers("p/1");
        answers["domaine"] = "prevoyance";

        Assert.Equal([("theme", Fault.Unknown), ("motif", Fault.Unknown)], Contact.Faults(answers, Facts).Select(f => (f.Field.Name, f.Fault)));
    }

    [Fact]
    public void Step_alone_is_checked_alone() =>
        Assert.Equal(["message"], Contact.Faults(new Dictionary<string, string>(), Facts, 3).Select(f => f.Field.Name));

    [Fact]
    public void Subject_and_team_follow_from_the_choices()
    {
        var answers = GrainHost.Answers("p/1");

        Assert.Equal("Remboursements · Délai de remboursement", Contact.SubjectOf(answers));
        Assert.Equal("sante", Contact.TeamOf(answers));
        Assert.Equal(Contact.Title, Contact.SubjectOf(new Dictionary<string, string>()));
        Assert.Equal("accueil", Contact.TeamOf(new Dictionary<string, string>()));
    }

    [Fact]
    public void Every_choice_of_every_form_leads_to_a_last_level()
    {
        foreach (var form in new FormCatalogue().All.Where(f => f.Cascade.Count > 0))
        {
            var depth = form.Fields.Count(f => f.Cascade is not null);
            Assert.All(form.Cascade, o => Assert.Equal(depth, Depth(o)));
            // A contact has a team of their own.
            if (form.Fields.All(f => f.Type is not FieldType.Contact))
                Assert.All(form.Cascade, o => Assert.NotNull(o.Team));
        }

        static int Depth(FormOption option) => 1 + (option.Options is { Count: > 0 } below ? below.Select(Depth).Distinct().Single() : 0);
    }
}
