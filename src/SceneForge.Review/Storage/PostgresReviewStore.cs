using System.Data.Common;
using Npgsql;

namespace SceneForge.Review.Storage;

/// <summary>A PostgreSQL database, for a team: several servers may share it.</summary>
public sealed class PostgresReviewStore : SqlReviewStore
{
    private readonly NpgsqlDataSource _source;

    /// <exception cref="DbException">The server does not answer or refuses.</exception>
    public PostgresReviewStore(string connectionString)
    {
        _source = NpgsqlDataSource.Create(connectionString);
        using NpgsqlConnection connection = _source.OpenConnection();
        // Two servers that start at once would both create the tables.
        using NpgsqlTransaction transaction = connection.BeginTransaction();
        using (NpgsqlCommand gate = new("SELECT pg_advisory_xact_lock(7203514)", connection, transaction))
        {
            gate.ExecuteNonQuery();
        }

        CreateTables(connection, "BIGINT");
        transaction.Commit();
    }

    public override void Dispose() => _source.Dispose();

    protected override T Use<T>(Func<DbConnection, T> query)
    {
        using NpgsqlConnection connection = _source.OpenConnection();
        return query(connection);
    }

    protected override bool IsTaken(DbException error) => error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
