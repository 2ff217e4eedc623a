using System.Text.RegularExpressions;
using Grains.Interfaces.Requests;
using Grains.Requests.Forms;
using Web.Display;
using Web.Documents;

namespace Web.Tests.Documents;

/// <summary>One limit, and the same word for it wherever people read it.</summary>
public sealed partial class UploadLimitTests
{
    [Fact]
    public void B59_Limit_that_is_said_is_the_limit_that_is_kept()
    {
        Assert.Equal("20\u00a0Mo", UploadLabels.Limit);
        Assert.Equal(UploadLabels.Limit, French.Size(NewMessage.MaxFileSize));
        Assert.NotEqual(UploadLabels.Limit, French.Size(20_400_000));
    }

    [Fact]
    public void B59_No_text_says_a_limit_of_its_own()
    {
        var texts = typeof(UploadLabels).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".resources", StringComparison.Ordinal)).SelectMany(Texts);
        var helps = new FormCatalogue().All.SelectMany(f => f.Fields).Select(f => f.Help ?? "");

        Assert.DoesNotContain(texts, t => Size().IsMatch(t));
        Assert.All(helps.Where(h => Size().IsMatch(h)), h => Assert.Contains(UploadLabels.Limit, h, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Texts(string resource)
    {
        using var reader = new System.Resources.ResourceReader(typeof(UploadLabels).Assembly.GetManifestResourceStream(resource)!);
        return [.. reader.Cast<System.Collections.DictionaryEntry>().Select(e => e.Value as string ?? "")];
    }

    [GeneratedRegex(@"\d\s?Mo\b")]
    private static partial Regex Size();
}
