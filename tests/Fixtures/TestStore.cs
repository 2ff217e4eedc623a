namespace Tests.Fixtures;

/// <summary>Which store the tests run on: SQLite, or PostgreSQL with <c>GUICHET_TEST_STORE=postgres</c>.</summary>
public static class TestStore
{
    public static bool IsPostgres => Environment.GetEnvironmentVariable("GUICHET_TEST_STORE") == "postgres";

    /// <summary>A fresh store: what <c>STORE</c> takes. Waits on a thread of its own, for constructors of test classes cannot.</summary>
    /// <param name="template">The address of a store to copy, on PostgreSQL; SQLite's file is copied by whoever wants it.</param>
    public static string Fresh(string? template = null) =>
        IsPostgres ? Task.Run(async () => await (await PostgresServer.Shared).CreateDatabase(template)).GetAwaiter().GetResult() : "sqlite";
}
