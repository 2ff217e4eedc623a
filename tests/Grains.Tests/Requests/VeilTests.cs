using Grains.Access;
using Grains.Interfaces;
using Grains.Interfaces.Requests;
using Grains.Requests;
using Grains.Requests.Forms;
using Grains.Tests.Files;
using Grains.Tests.Fixtures;
using Silo.Files;

namespace Grains.Tests.Requests;

/// <summary>A medical piece: the medical referees and who handed it in read it; all others learn that it came.</summary>
public sealed class VeilTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guichet-veil-").FullName;
    private GrainHost _host = null!;
    private Caller _nora = null!;
    private Caller _colleague = null!;
    private Caller _adviser = null!;
    private Caller _referee = null!;
    private string _company = "";
    private string _veiled = "";

    public async Task InitializeAsync()
    {
        File.WriteAllText(Path.Combine(_folder, "essai.json"), WholeForm.Text);
        _host = new GrainHost(new Dictionary<string, string> { ["FORMS_DIR"] = _folder });
        (_nora, _company, _) = await _host.Customer("nora");
        _colleague = (await _host.Customer("ines", _company)).Caller;
        _adviser = await _host.Adviser("claire");
        _referee = (await _host.Adviser("pauline")) with { Role = StaffRole.ReferentMedical };
        var request = _host.Request("r");
        var answers = WholeForm.Answers(_company);
        (answers["motif"], answers["accident"]) = ("06", "12/11/2026");
        Assert.True((await request.Begin(_nora, _host.Fresh(), "essai", _company)).Ok);
        Assert.True((await request.SaveDraft(_nora, _host.Fresh(), new DraftPage(4, answers))).Ok);
        Assert.Equal(RequestRefusal.Incomplete, (await request.Send(_nora, _host.Fresh(), "2026-000001")).Refusal);
        Assert.True((await request.AttachPieceToDraft(_nora, _host.Fresh(), await Kept(_nora, "salaire.pdf"), "attestation")).Ok);
        Assert.Equal(RequestRefusal.NothingAsked, (await request.AttachPieceToDraft(_nora, _host.Fresh(), await Kept(_nora, "x.pdf"), "inconnue")).Refusal);
        _veiled = await Kept(_nora, "bulletin-secret.pdf");
        Assert.True((await request.AttachPieceToDraft(_nora, _host.Fresh(), _veiled, "hospitalisation")).Ok);
        Assert.True((await request.Send(_nora, _host.Fresh(), "2026-000002")).Ok);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("nora", true)]
    [InlineData("referee", true)]
    [InlineData("adviser", false)]
    [InlineData("colleague", false)]
    public async Task Thread_and_list_of_files_say_what_it_is_to_two_alone(string who, bool reads)
    {
        var (threads, scope) = (_host.Get<ThreadQueries>(), _host.Get<Rights>().ScopeOf(Of(who)));
        var page = (await threads.Page(scope, "2026-000002"))!;

        foreach (var files in new[] { page.Files, [.. page.Slice.Entries.SelectMany(e => e.Files)], await threads.Files(scope, page.Request.Request) })
        {
            var medical = Assert.Single(files, f => f.Piece == "hospitalisation");
            Assert.Equal(!reads, medical.Masked);
            Assert.Equal(reads ? (_veiled, "bulletin-secret.pdf") : ("", ""), (medical.File, medical.Name));
            Assert.Equal(reads, medical.Size > 0);
            Assert.Equal("salaire.pdf", Assert.Single(files, f => f.Piece == "attestation").Name);
        }
    }

    [Theory]
    [InlineData("nora", true)]
    [InlineData("referee", true)]
    [InlineData("adviser", false)]
    [InlineData("colleague", false)]
    public async Task Download_is_for_two_alone(string who, bool reads) =>
        Assert.Equal(reads, await _host.Get<ThreadQueries>().File(_host.Get<Rights>().ScopeOf(Of(who)), _veiled) is not null);

    [Fact]
    public async Task In_a_draft_of_several_it_is_its_uploader_s_and_stays_theirs_when_a_colleague_sends()
    {
        var (threads, rights, draft) = (_host.Get<ThreadQueries>(), _host.Get<Rights>(), _host.Request("d"));
        var answers = WholeForm.Answers(_company);
        (answers["motif"], answers["accident"]) = ("06", "12/11/2026");
        Assert.True((await draft.Begin(_nora, _host.Fresh(), "essai", _company)).Ok);
        Assert.True((await draft.SaveDraft(_nora, _host.Fresh(), new DraftPage(4, answers))).Ok);
        Assert.True((await draft.AttachPieceToDraft(_colleague, _host.Fresh(), await Kept(_colleague, "salaire.pdf"), "attestation")).Ok);
        var veiled = await Kept(_nora, "bulletin.pdf");
        Assert.True((await draft.AttachPieceToDraft(_nora, _host.Fresh(), veiled, "hospitalisation")).Ok);

        var seen = Assert.Single(await threads.Files(rights.ScopeOf(_colleague), $"{GrainHost.Portal}/d"), f => f.Piece == "hospitalisation");
        Assert.Equal((true, "", "", "nora Vasselin"), (seen.Masked, seen.File, seen.Name, seen.UploaderName));
        Assert.Equal(RequestRefusal.FileNotFound, (await draft.DetachFromDraft(_colleague, _host.Fresh(), veiled)).Refusal);
        Assert.True((await draft.Send(_colleague, _host.Fresh(), "2026-000009")).Ok);

        Assert.NotNull(await threads.File(rights.ScopeOf(_nora), veiled));
        Assert.Null(await threads.File(rights.ScopeOf(_colleague), veiled));
    }

    [Fact]
    public async Task Request_that_holds_one_is_not_closed_among_others()
    {
        var asked = await _host.Get<Grains.Requests.Bulk.BulkQueries>().Chosen(
            _host.Get<Rights>().ScopeOf(_adviser), _adviser, Grains.Requests.Bulk.BulkAct.Close, ["2026-000002"]);

        Assert.Equal(RequestRefusal.IsMedical, Assert.Single(asked).Kept);
        Assert.Equal(RequestRefusal.IsMedical, (await _host.Request("r").CloseAmongOthers(_adviser, _host.Fresh(), "Répondu")).Refusal);
    }

    [Fact]
    public async Task Search_does_not_find_its_name()
    {
        var (requests, scope) = (_host.Get<RequestQueries>(), _host.Get<Rights>().ScopeOf(_nora));

        Assert.Empty((await requests.List(scope, new RequestFilter(Search: "bulletin"))).Rows);
        Assert.Single((await requests.List(scope, new RequestFilter(Search: "salaire"))).Rows);
    }

    [Fact]
    public async Task No_mail_names_it()
    {
        var mails = await _host.Mails();

        Assert.Contains(mails, m => m.Template == "request-sent" && m.Values["number"] == "2026-000002");
        Assert.DoesNotContain(mails.SelectMany(m => m.Values.Values), text => text.Contains("bulletin", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_is_put_off_is_asked_for_and_veiled_when_it_comes()
    {
        var request = _host.Request("s");
        var answers = WholeForm.Answers(_company);
        (answers["motif"], answers["accident"], answers["piece.hospitalisation"]) = ("06", "12/11/2026", FormPiece.Later);
        Assert.True((await request.Begin(_nora, _host.Fresh(), "essai", _company)).Ok);
        Assert.True((await request.SaveDraft(_nora, _host.Fresh(), new DraftPage(4, answers))).Ok);
        Assert.True((await request.AttachPieceToDraft(_nora, _host.Fresh(), await Kept(_nora, "salaire2.pdf"), "attestation")).Ok);
        Assert.True((await request.Send(_nora, _host.Fresh(), "2026-000003")).Ok);
        var (threads, scope) = (_host.Get<ThreadQueries>(), _host.Get<Rights>().ScopeOf(_adviser));
        var sent = (await threads.Page(scope, "2026-000003"))!;
        Assert.Equal((RequestStatus.Sent, "Bulletin d’hospitalisation"), (sent.Request.Status, Assert.Single(sent.Asked).Label));

        var file = await Kept(_colleague, "bulletin.pdf");
        Assert.True((await request.HandIn(_colleague, _host.Fresh(), sent.Asked[0].Item, file)).Ok);

        var page = (await threads.Page(scope, "2026-000003"))!;
        Assert.True(Assert.Single(page.Asked).Masked);
        Assert.Equal("pièce médicale", page.Slice.Entries[^1].Text);
        Assert.Null(await threads.File(scope, file));
        Assert.NotNull(await threads.File(_host.Get<Rights>().ScopeOf(_colleague), file));
        Assert.Null(await threads.File(_host.Get<Rights>().ScopeOf(_nora), file));
    }

    private Caller Of(string who) => who switch { "nora" => _nora, "colleague" => _colleague, "referee" => _referee, _ => _adviser };

    private async Task<string> Kept(Caller by, string name) =>
        (await _host.Get<FileStore>().Save(by.Account, name, new MemoryStream(Samples.Pdf()), default)).Value!.File;
}
