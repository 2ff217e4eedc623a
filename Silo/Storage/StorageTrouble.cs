using System.Data.Common;
using System.Net.Sockets;

namespace Silo.Storage;

/// <summary>Which failures say that the database is away or overloaded, and nothing of what was asked.</summary>
public static class StorageTrouble
{
    // The server ended a transaction that this node left open for too long: it was frozen, not wrong.
    private const string IdleInTransaction = "25P03";

    /// <summary>
    /// A broken connection, a time-out, or an SQLSTATE of class 08 (connection), 40 (rollback), 53 (resources), 55 (not in the state for it),
    /// 57 (intervention) or 58 (system), or a transaction ended for idling; 28 and 3D, too: who is not let in now, or finds no such database, may be
    /// let in later.
    /// </summary>
    public static bool Is(Exception failure) => failure switch
    {
        TimeoutException or IOException or SocketException => true,
        DbException { SqlState: { Length: 5 } state } =>
            state[..2] is "08" or "28" or "3D" or "40" or "53" or "55" or "57" or "58" || state == IdleInTransaction,
        DbException { InnerException: { } inner } => Is(inner),
        Npgsql.NpgsqlException { IsTransient: true } => true,
        _ => false,
    };

    /// <summary>Whether the connection went before the answer came: what was asked may have happened all the same.</summary>
    public static bool IsLostAnswer(Exception failure) => failure switch
    {
        TimeoutException or IOException or SocketException => true,
        DbException { SqlState: { Length: 5 } state } => state[..2] is "08" || state is "57P01" or "57P02" or "57P03" or IdleInTransaction,
        Npgsql.NpgsqlException => true,
        _ => false,
    };
}
