namespace Grains.Requests.Held;

/// <summary>A message that can still be taken back, as its author's page shows it.</summary>
public sealed record HeldView
{
    public long Id { get; init; }

    public string Text { get; init; } = "";

    public long Files { get; init; }

    public DateTimeOffset UntilAt { get; init; }
}
