namespace Orleans.Runtime;

/// <summary>Type and key of a grain; prints as <c>request/4711</c>.</summary>
public readonly struct GrainId : IEquatable<GrainId>
{
    private readonly string? _type;
    private readonly string? _key;

    private GrainId(string type, string key) => (_type, _key) = (type, key);

    public bool IsDefault => _type is null;

    public static GrainId Create(string type, string key) => new(type, key);

    public bool Equals(GrainId other) => _key == other._key && _type == other._type;

    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_type, _key);

    public override string ToString() => $"{_type}/{_key}";

    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);
}
