namespace Bench.Peers.Web;

internal sealed class PeerRequest
{
    public string Request { get; set; } = "";
    public string? Number { get; set; }
    public string Portal { get; set; } = "";
    public string Company { get; set; } = "";
    public string Form { get; set; } = "";
    public string Subject { get; set; } = "";
    public string Team { get; set; } = "";
    public string Author { get; set; } = "";
    public string AuthorName { get; set; } = "";
    public string? Handler { get; set; }
    public string? HandlerName { get; set; }
    public long Status { get; set; }
    public long TurnSince { get; set; }
    public long CreatedAt { get; set; }
    public long? SentAt { get; set; }
    public long? ClosedAt { get; set; }
    public string? CloseReason { get; set; }
    public long LastAt { get; set; }
    public string Excerpt { get; set; } = "";
    public long LastTick { get; set; }
    public long LastSeq { get; set; }
    public long CustomerNews { get; set; }
    public long StaffNews { get; set; }
    public long Step { get; set; }
    public long Version { get; set; }
}

internal sealed class PeerEntry
{
    public string Request { get; set; } = "";
    public long Tick { get; set; }
    public long? Seq { get; set; }
    public long Kind { get; set; }
    public long Staff { get; set; }
    public string Author { get; set; } = "";
    public string AuthorName { get; set; } = "";
    public string Text { get; set; } = "";
    public long At { get; set; }
}

internal sealed class PeerReader
{
    public string Request { get; set; } = "";
    public string Account { get; set; } = "";
    public string Name { get; set; } = "";
    public long Staff { get; set; }
    public long Received { get; set; }
    public long Read { get; set; }
}

internal sealed class PeerMark
{
    public string Request { get; set; } = "";
    public string Account { get; set; } = "";
    public long Tick { get; set; }
    public long At { get; set; }
}

internal sealed class PeerSearch
{
    public string Request { get; set; } = "";
    public long Tick { get; set; }
    public string Words { get; set; } = "";
}

internal sealed class PeerJournal
{
    public string Owner { get; set; } = "";
    public string Entry { get; set; } = "";
    public long At { get; set; }
    public string Account { get; set; } = "";
    public string Action { get; set; } = "";
    public string Detail { get; set; } = "";
}

internal sealed class PeerOperation
{
    public string Id { get; set; } = "";
    public string Grain { get; set; } = "";
    public long Version { get; set; }
    public string Fingerprint { get; set; } = "";
    public byte[] Result { get; set; } = [];
    public long At { get; set; }
}

internal sealed class PeerCompany
{
    public string Company { get; set; } = "";
    public string Siren { get; set; } = "";
    public string Name { get; set; } = "";
}

internal sealed class PeerAccess
{
    public string Account { get; set; } = "";
    public string Company { get; set; } = "";
}

internal sealed class PeerUnread
{
    public string Request { get; set; } = "";
    public string Account { get; set; } = "";
    public string Company { get; set; } = "";
}
