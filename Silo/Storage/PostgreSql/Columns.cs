using Grains.Commits;
using Npgsql;
using NpgsqlTypes;

namespace Silo.Storage.PostgreSql;

/// <summary>Sets of values as array parameters, one a column, for statements over <c>unnest</c>.</summary>
internal static class Columns
{
    public static NpgsqlParameter Texts(IEnumerable<string?> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    public static NpgsqlParameter Numbers(IEnumerable<long?> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    public static NpgsqlParameter Bytes(IEnumerable<byte[]?> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };

    /// <summary>One column of many rows, whose values are already plain (see <see cref="RowTable.Plain"/>).</summary>
    public static NpgsqlParameter Of(Type type, IEnumerable<object?> values) => TypeName(type) switch
    {
        "text" => Texts(values.Cast<string?>()),
        "bytea" => Bytes(values.Cast<byte[]?>()),
        "double precision" => new() { Value = values.Cast<double?>().ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Double },
        _ => Numbers(values.Cast<long?>()),
    };

    /// <summary>Everything that <see cref="RowTable.Plain"/> makes a number is a bigint here.</summary>
    public static string TypeName(Type type) =>
        type == typeof(string) ? "text" : type == typeof(byte[]) ? "bytea" : type == typeof(double) ? "double precision" : "bigint";
}
