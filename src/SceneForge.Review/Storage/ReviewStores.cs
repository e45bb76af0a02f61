using SceneForge.Scenarios.Input;

namespace SceneForge.Review.Storage;

/// <summary>Chooses where acts are kept.</summary>
public static class ReviewStores
{
    /// <summary>Name of the database in a dataset's folder.</summary>
    public const string File = "review.db";

    /// <summary>The database of a folder, made if it is not there; or the PostgreSQL database, where a connection string is given.</summary>
    /// <exception cref="InputException">The database is damaged.</exception>
    public static IReviewStore Open(string folder, string? postgres) =>
        postgres is null ? new SqliteReviewStore(Path.Combine(folder, File)) : new PostgresReviewStore(postgres);
}
