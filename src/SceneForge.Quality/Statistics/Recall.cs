namespace SceneForge.Quality.Statistics;

/// <summary>What reviewers see of what is there, from k of m planted defects caught.</summary>
/// <param name="Planted">m.</param>
/// <param name="Caught">k: the right class at the right place.</param>
public readonly record struct Recall(int Planted, int Caught)
{
    /// <summary>L(k, m, risk): the recall lies below with at most this risk. 0 where nothing was planted.</summary>
    public double Lower(double risk) => Planted == 0 ? 0 : Proportion.Lower(Caught, Planted, risk);

    /// <summary>
    /// p_U = U(x, n, a/2) / L(k, m, a/2): the share of defectives lies above with at most the risk a, half of it spent on the
    /// sample and half on the reviewers. At most 1.
    /// </summary>
    public double UpperBound(int defectives, int sample, double risk)
    {
        double seen = Lower(risk / 2);
        return seen == 0 ? 1 : Math.Min(1, Proportion.Upper(defectives, sample, risk / 2) / seen);
    }
}
