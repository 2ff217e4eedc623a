using Grains.Interfaces.Requests;
using Grains.Requests.Replies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Web.Requests.Replies;

/// <param name="Field">The id of the field.</param>
public sealed record ReplyFault(string Field, string Sentence);

/// <summary>The form as it was typed.</summary>
public sealed record ReplyFields
{
    [FromForm(Name = "titre")]
    public string? Titre { get; init; } = "";

    /// <summary>Bound apart: its lines are kept.</summary>
    [BindNever]
    public string Texte { get; init; } = "";

    /// <summary>Key of a team; empty for all.</summary>
    [FromForm(Name = "equipe")]
    public string? Equipe { get; init; } = "";

    /// <summary>Id of a form; empty for all.</summary>
    [FromForm(Name = "demarche")]
    public string? Demarche { get; init; } = "";

    public static ReplyFields Of(CannedReplyView one) => new() { Titre = one.Title, Texte = one.Text, Equipe = one.Team, Demarche = one.Form };

    public CannedReply Read() => new((Titre ?? "").Trim(), Texte.Trim(), Equipe ?? "", Demarche ?? "");

    /// <param name="reply">What was refused.</param>
    public static ReplyFault Of(CannedReplyRefusal refusal, CannedReply reply) => refusal switch
    {
        CannedReplyRefusal.Empty => reply.Title.Length == 0 ? new("titre", ReplyTexts.FaultTitle) : new("texte", ReplyTexts.FaultText),
        CannedReplyRefusal.TooLong => new(
            reply.Title.Length > CannedReply.LongestTitle ? "titre" : "texte",
            string.Format(ReplyTexts.FaultTooLong, CannedReply.LongestTitle, CannedReply.LongestText)),
        CannedReplyRefusal.UnknownVariable => Unknown(ReplyVariables.Unknown(reply.Text)[0]),
        CannedReplyRefusal.ChangedMeanwhile => new("titre", ReplyTexts.FaultChanged),
        CannedReplyRefusal.NotFound => new("titre", ReplyTexts.FaultGone),
        _ => new("titre", string.Format(ReplyTexts.FaultTooMany, CannedReply.Most)),
    };

    private static ReplyFault Unknown(string name) =>
        new("texte", string.Format(ReplyTexts.FaultUnknown, $"{{{name}}}", $"{{{ReplyVariables.Nearest(name)}}}"));
}
