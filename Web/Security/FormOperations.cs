using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Grains.Commits;
using Grains.Interfaces;

namespace Web.Security;

/// <summary>
/// Names what a form means to do: its key, made when it was rendered, and who sends it. A double click, a refresh or a retry on another
/// node is the same operation and gets the first answer.
/// </summary>
public sealed class FormOperations(ISealer sealer)
{
    /// <summary>The hidden field that carries a form's key, and the handler's parameter that takes it (see <see cref="FormKeyRequired"/>).</summary>
    public const string Field = "cle";

    public static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <param name="step">Tells apart the commits that one form drives.</param>
    /// <param name="content">What the form says: the same key with other content is refused.</param>
    public OperationId For(Caller by, string formKey, string step, params ReadOnlySpan<string?> content)
    {
        var id = sealer.Mac(Encoding.UTF8.GetBytes($"{by.Account}\n{formKey}\n{step}"), "operation");
        using var said = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in content)
        {
            said.AppendData(Encoding.UTF8.GetBytes(part ?? ""));
            said.AppendData([0]);
        }
        return new OperationId(Base64Url.EncodeToString(id), Base64Url.EncodeToString(said.GetHashAndReset()));
    }
}
