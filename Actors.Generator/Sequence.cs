using System.Collections;

namespace Actors.Generator;

/// <summary>A list that is equal to another with equal items: what incremental generators cache by.</summary>
internal sealed class Sequence<T>(IReadOnlyList<T> items) : IEquatable<Sequence<T>>, IReadOnlyList<T>
{
    public int Count => items.Count;

    public T this[int index] => items[index];

    public bool Equals(Sequence<T>? other) => other is not null && items.SequenceEqual(other);

    public override bool Equals(object? obj) => Equals(obj as Sequence<T>);

    public override int GetHashCode() => items.Aggregate(17, (hash, item) => (hash * 31) + (item?.GetHashCode() ?? 0));

    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
