using Grains.Interfaces.Employees.Imports;
using Web.Tests.Fixtures;

namespace Web.Tests.Employees;

/// <summary>A file of employees as a browser brings it, and its page until it is where a test wants it.</summary>
internal static class ImportPages
{
    /// <param name="start">The page where the file is chosen.</param>
    /// <param name="file">Null for none.</param>
    public static async Task<HttpResponseMessage> BringFile(this Visitor who, string start, byte[]? file)
    {
        var keys = await who.Form(start);
        using var body = new MultipartFormDataContent { { new StringContent(keys.Token), "jeton" }, { new StringContent(keys.Key), "cle" } };
        if (file is not null)
            body.Add(new ByteArrayContent(file), "fichier", "fichier.csv");
        return await who.Client.PostAsync(start, body);
    }

    public static async Task UntilStage(this Visitor who, string page, ImportStage stage)
    {
        for (var tries = 0; !(await who.Read(page)).Contains($"data-import-stage=\"{stage}\"", StringComparison.Ordinal); tries++)
        {
            Assert.InRange(tries, 0, 200);
            await Task.Delay(50);
        }
    }
}
