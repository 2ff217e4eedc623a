using System.Net;
using Tests.Fixtures.Cluster;

namespace Cluster.Tests.Fixtures;

/// <summary>A file of employees as a browser brings it.</summary>
internal static class ImportFiles
{
    /// <summary>The page of the file whose dry run is over.</summary>
    /// <param name="start">The page where it is chosen.</param>
    public static async Task<string> BringFile(this Tab tab, string start, IEnumerable<string> lines, TimeSpan patience)
    {
        var keys = await tab.Form(start);
        using var body = new MultipartFormDataContent
        {
            { new StringContent(keys.Token), "jeton" }, { new StringContent(keys.Key), "cle" }, { new StringContent(string.Join('\n', lines)), "fichier", "fichier.csv" },
        };
        using var sent = await tab.Client.PostAsync(start, body);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var page = sent.Headers.Location!.ToString().Split('?')[0];
        await Eventually.True(async () => (await tab.Read(page)).Contains("data-import-stage=\"ToConfirm\"", StringComparison.Ordinal), patience);
        return page;
    }

    /// <summary>A number in a name, which has no digits.</summary>
    public static string Letters(int number) => string.Concat($"{number:000}".Select(digit => (char)('a' + digit - '0')));
}
