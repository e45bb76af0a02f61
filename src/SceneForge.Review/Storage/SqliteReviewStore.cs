using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using SceneForge.Base.Input;

namespace SceneForge.Review.Storage;

/// <summary>A file beside the dataset, for one machine. One connection, used in turn; each commit is on the disk when it returns.</summary>
public sealed class SqliteReviewStore : SqlReviewStore
{
    private const int ReadOnly = 8;
    private const int CannotOpen = 14;
    private const int UniqueViolation = 19;
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly LogHeadFile _head;
    private readonly Lock _lock = new();

    static SqliteReviewStore() => SQLitePCL.Batteries_V2.Init();

    /// <exception cref="InputException">The file is no database, or a damaged one.</exception>
    public SqliteReviewStore(string path)
    {
        _path = path;
        _head = new LogHeadFile(path);
        // SQLite takes an empty file for a new database; this class never leaves one.
        if (File.Exists(path) && new FileInfo(path).Length == 0 && !File.Exists(path + "-wal"))
        {
            throw Damaged(path, "The file is empty.");
        }

        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            // FULL: a commit is acknowledged only when it would survive a power cut.
            _connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");
            string state = _connection.ExecuteScalar<string>("PRAGMA integrity_check(1)")!;
            if (state != "ok")
            {
                throw Damaged(path, state);
            }

            CreateTables(_connection, "INTEGER");
            if (_head.Check(number => _connection.ExecuteScalar<string?>("SELECT hash FROM events WHERE number = @number",
                new { number })) is { } wrong)
            {
                throw Damaged(path, wrong);
            }
        }
        catch (SqliteException e)
        {
            _connection.Dispose();
            throw e.SqliteErrorCode is ReadOnly or CannotOpen ? NotWritable(path, e.Message) : Damaged(path, e.Message);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public override bool TryAppend(ReviewEvent item)
    {
        // What is written to a deleted file is gone with it: nothing is acknowledged then.
        if (!File.Exists(_path))
        {
            throw new IOException($"{_path} was deleted or moved. Put it back with what lies beside it (review.db-*), and start the server again.");
        }

        if (!base.TryAppend(item))
        {
            return false;
        }

        lock (_lock)
        {
            _head.Write(item);
        }

        return true;
    }

    public override void Dispose() => _connection.Dispose();

    protected override T Use<T>(Func<DbConnection, T> query)
    {
        lock (_lock)
        {
            return query(_connection);
        }
    }

    protected override bool IsTaken(DbException error) => error is SqliteException { SqliteErrorCode: UniqueViolation };

    private static InputException NotWritable(string path, string reason) =>
        new(new InputError(path, 0, 0, "", $"The review database cannot be written: {reason}.",
            "Give a folder and a file that may be written to, or keep decisions in PostgreSQL (--postgres)."));

    private static InputException Damaged(string path, string reason) =>
        new(new InputError(path, 0, 0, "", $"The review database cannot be read: {reason}",
            "Restore it from a copy together with what lies beside it (review.db-*), or move all of that away to begin anew."));
}
