using Grains.Requests.Forms;

namespace Grains.Tests.Requests.Contact;

/// <summary>« Poser une question » as it was offered before, in version 1.</summary>
internal static class EarlierContact
{
    public static FormSource Of(string form)
    {
        using var reader = new StreamReader(typeof(EarlierContact).Assembly.GetManifestResourceStream($"{form}-1.json")!);
        return FormSource.Read($"{form}-1.json", reader.ReadToEnd());
    }
}
