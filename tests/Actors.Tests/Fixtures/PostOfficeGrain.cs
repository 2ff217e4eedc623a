using Orleans;
using Orleans.Concurrency;

namespace Actors.Tests.Fixtures;

[Immutable]
public sealed record Letter(string To, IReadOnlyList<string> Lines);

public sealed class LetterTooLong(int lines) : Exception($"{lines} lines")
{
    public int Lines => lines;
}

/// <summary>What a contract inherits is part of its proxy.</summary>
public interface ICounterClerk : IGrainWithStringKey
{
    Task<string> Greet(string name = "Nora");
}

/// <summary>Every shape that a contract may have.</summary>
public interface IPostOfficeGrain : ICounterClerk
{
    Task<Letter> Stamp(Letter letter);

    ValueTask<int?> Weigh(Letter? letter, Dictionary<string, List<int?>>? scales = null);

    ValueTask Close();

    [ReadOnly]
    Task<(string Key, string AtConstruction)> WhoAreYou();

    Task<int> Refuse(Letter letter);

    Task<bool> WaitFor(CancellationToken cancellation);

    [OneWay]
    Task Drop(string letter, string checkpoint);

    [OneWay]
    Task Lose(string letter);

    [ResponseTimeout("00:00:02")]
    Task WaitBriefly(string checkpoint);
}

public sealed class PostOfficeGrain : Grain, IPostOfficeGrain
{
    private readonly Desk _desk;
    private readonly string _keyAtConstruction;

    public PostOfficeGrain(Desk desk) => (_desk, _keyAtConstruction) = (desk, this.GetPrimaryKeyString());

    public Task<string> Greet(string name) => Task.FromResult($"Bonjour {name}");

    public Task<Letter> Stamp(Letter letter) => Task.FromResult(letter with { Lines = [.. letter.Lines, "stamped"] });

    public ValueTask<int?> Weigh(Letter? letter, Dictionary<string, List<int?>>? scales) => new(letter?.Lines.Count);

    public async ValueTask Close() => await Task.Yield();

    public Task<(string Key, string AtConstruction)> WhoAreYou() => Task.FromResult((this.GetPrimaryKeyString(), _keyAtConstruction));

    public async Task<int> Refuse(Letter letter)
    {
        await Task.Yield();
        return CountLines(letter);
    }

    public async Task<bool> WaitFor(CancellationToken cancellation)
    {
        _ = _desk["waiting"].PassAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        return true;
    }

    public Task Drop(string letter, string checkpoint) => _desk[checkpoint].PassAsync();

    public Task Lose(string letter) => throw new LetterTooLong(letter.Length);

    public Task WaitBriefly(string checkpoint) => _desk[checkpoint].PassAsync();

    private static int CountLines(Letter letter) => throw new LetterTooLong(letter.Lines.Count);
}
