using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Web.Display;
using Web.Tests.Fixtures;

namespace Web.Tests.Display;

/// <summary>Names in another writing than ours do not turn the words around them.</summary>
public sealed partial class NamedTests
{
    [Fact]
    public void Every_name_of_a_person_or_company_stands_in_bdi()
    {
        var naked = Views.All().SelectMany(v => Names().Matches(v.Text).Where(m => !IsIsolated(v.Text, m.Index)).Select(m => $"{v.Path}: {m.Value}")).ToList();

        Assert.Equal([], naked);
        Assert.InRange(Views.All().Sum(v => v.Text.Split("<bdi>").Length - 1), 20, int.MaxValue);
    }

    [Theory]
    [InlineData("<b>@entry.AuthorName</b>", false)]
    [InlineData("<b>@(mine ? RequestTexts.You : entry.AuthorName)</b>", false)]
    [InlineData("<b>@string.Format(SpaceTexts.Asks, one.Name, one.CompanyName)</b>", false)]
    [InlineData("<b><bdi>@entry.AuthorName</bdi></b>", true)]
    [InlineData("<b>@Named.In(SpaceTexts.Asks, Named.Of(one.CompanyName))</b>", true)]
    [InlineData("<b title=\"@entry.AuthorName\"></b>", true)]
    [InlineData("<option value=\"1\">@company.Name</option>", true)]
    [InlineData("@French.Initials(entry.AuthorName)", true)]
    public void Each_way_of_writing_a_name_is_known(string view, bool isolated) =>
        Assert.Equal(isolated, Names().Matches(view).All(m => IsIsolated(view, m.Index)));

    [Fact]
    public void Names_within_a_sentence_are_isolated_and_encoded()
    {
        using var written = new StringWriter();

        Named.In("par {0}, {1}", Named.Of("<نورا>"), "<hier>").WriteTo(written, HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));

        Assert.Equal("par <bdi>&lt;نورا&gt;</bdi>, &lt;hier&gt;", written.ToString());
    }

    // Within <bdi>, in an attribute or an <option> (which hold no elements), made by Named, cut to initials, or looked at only.
    private static bool IsIsolated(string view, int at)
    {
        var before = view[..at];
        var line = before[(before.LastIndexOf('\n') + 1)..];
        return before.LastIndexOf("<bdi>", StringComparison.Ordinal) > before.LastIndexOf("</bdi>", StringComparison.Ordinal)
            || before.LastIndexOf('<') > before.LastIndexOf('>')
            || line.Contains("<option", StringComparison.Ordinal)
            || Harmless().IsMatch(before);
    }

    [GeneratedRegex(
        @"\b(?!\w+Texts\.)[\w\[\]]+\.(AuthorName|CompanyName|HandlerName|FirstName|LastName)\b(?! is )|\b(company|chosen|one|call|only|place|paper|account|hit|Companies\[0\])\.Name\b|\bpaper\.Company\b|@handler\b")]
    private static partial Regex Names();

    [GeneratedRegex(@"(Named\.Of|Initials)\([\w.]*\z|\bif \([^\n]*\z")]
    private static partial Regex Harmless();
}
