using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Bench.Peers.Web.Pages;

public sealed class ThreadModel : PeerPage
{
    public string Number { get; private set; } = "";

    public string Subject { get; private set; } = "";

    public long Status { get; private set; }

    public IReadOnlyList<(long? Seq, string Author, string Text, long At)> Entries { get; private set; } = [];

    public IReadOnlyList<(string Name, long Read)> ReadBy { get; private set; } = [];

    public async Task<IActionResult> OnGet(string number)
    {
        await LoadShell();
        var request = await Mine.AsNoTracking().FirstOrDefaultAsync(r => r.Number == number);
        if (request is null)
            return NotFound();
        (Number, Subject, Status) = (number, request.Subject, request.Status);
        var entries = await Database.Entries.AsNoTracking().Where(e => e.Request == request.Request).OrderByDescending(e => e.Tick).Take(50).ToListAsync();
        Entries = [.. entries.Select(e => (e.Seq, e.AuthorName, e.Text, e.At)).Reverse()];
        var readers = await Database.Readers.AsNoTracking().Where(r => r.Request == request.Request).Take(20).ToListAsync();
        ReadBy = [.. readers.Select(r => (r.Name, r.Read))];
        return Page();
    }

    public async Task<IActionResult> OnPost(string number, string text, string key)
    {
        if (await Mine.FirstOrDefaultAsync(r => r.Number == number) is not { } request)
            return NotFound();
        if (await Database.Set<PeerOperation>().AnyAsync(o => o.Id == key))
            return Redirect($"/demandes/{number}");
        var (now, version) = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), request.Version + 1);
        (request.LastTick, request.LastSeq, request.LastAt, request.StaffNews, request.Excerpt, request.Version) =
            (request.LastTick + 1, request.LastSeq + 1, now, request.LastTick + 1, text.Length > 120 ? text[..120] : text, version);
        var tick = request.LastTick;
        Database.Add(new PeerOperation { Id = key, Grain = $"request/{request.Request}", Version = version, Fingerprint = "message", At = now });
        Database.Add(
            new PeerEntry { Request = request.Request, Tick = tick, Seq = request.LastSeq, Author = Account, AuthorName = Account, Text = text, At = now });
        Database.Add(new PeerSearch { Request = request.Request, Tick = tick, Words = text });
        Database.Add(new PeerJournal { Owner = request.Request, Entry = key, At = now, Account = Account, Action = "message", Detail = "" });
        Database.Add(new PeerMark { Request = request.Request, Account = Account, Tick = tick, At = now });
        var reader = await Database.Readers.FindAsync(request.Request, Account);
        if (reader is null)
            Database.Add(reader = new PeerReader { Request = request.Request, Account = Account, Name = Account });
        (reader.Received, reader.Read) = (tick, tick);
        await Database.SaveChangesAsync();
        return Redirect($"/demandes/{number}");
    }
}
