using System.Data.Common;
using SceneForge.Base.Input;

namespace SceneForge.Review.Storage;

/// <summary>Chooses where acts are kept.</summary>
public static class ReviewStores
{
    /// <summary>Name of the database in a dataset's folder.</summary>
    public const string File = "review.db";

    /// <summary>The database of a folder, made if it is not there; or the PostgreSQL database, where a connection string is given.</summary>
    /// <exception cref="InputException">The database is damaged, or the connection string does not read.</exception>
    /// <exception cref="DbException">The database's server does not answer or refuses.</exception>
    public static IReviewStore Open(string folder, string? postgres)
    {
        if (postgres is null)
        {
            return new SqliteReviewStore(Path.Combine(folder, File));
        }

        try
        {
            return new PostgresReviewStore(postgres);
        }
        catch (ArgumentException e)
        {
            throw new InputException(new InputError("PostgreSQL connection string", 0, 0, "", e.Message,
                "Write it as Host=...;Database=...;Username=...;Password=...."));
        }
    }
}
