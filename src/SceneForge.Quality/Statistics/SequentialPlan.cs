using SceneForge.Base.Numerics;

namespace SceneForge.Quality.Statistics;

/// <summary>Where a sequential plan stands after some units.</summary>
public enum SequentialState
{
    GoOn,
    Accept,
    Reject,
}

/// <summary>
/// Wald's sequential probability ratio test for defectives (Sequential Analysis, 1947, section 5.3): after n units with d
/// defectives accept where d &lt;= s n - h1, reject where d >= s n + h2, else look at one more.
/// </summary>
/// <param name="AcceptIntercept">h1.</param>
/// <param name="RejectIntercept">h2.</param>
/// <param name="Slope">s, defectives for each unit.</param>
public sealed record SequentialPlan(double AcceptIntercept, double RejectIntercept, double Slope)
{
    /// <param name="acceptable">Share p1 of defectives that should pass.</param>
    /// <param name="limit">Share p2 that must not.</param>
    /// <param name="producersRisk">a: how often p1 may be turned down.</param>
    /// <param name="consumersRisk">b: how often p2 may pass; Wald's inequality bounds what results by b / (1 - a).</param>
    public static SequentialPlan Create(double acceptable, double limit, double producersRisk, double consumersRisk)
    {
        if (!(acceptable > 0 && acceptable < limit && limit < 1))
        {
            throw new ArgumentException("0 < acceptable < limit < 1 must hold.");
        }

        if (!(producersRisk > 0 && consumersRisk > 0 && producersRisk + consumersRisk < 1))
        {
            throw new ArgumentException("Both risks must be above 0, and their sum below 1.");
        }

        double k = StrictMath.Log(limit * (1 - acceptable) / (acceptable * (1 - limit)));
        return new SequentialPlan(
            StrictMath.Log((1 - producersRisk) / consumersRisk) / k,
            StrictMath.Log((1 - consumersRisk) / producersRisk) / k,
            StrictMath.Log((1 - acceptable) / (1 - limit)) / k);
    }

    /// <summary>The plan whose consumer's risk is at most <paramref name="consumersRisk"/> for certain, by Wald's inequality.</summary>
    public static SequentialPlan Guaranteed(double acceptable, double limit, double producersRisk, double consumersRisk) =>
        Create(acceptable, limit, producersRisk, consumersRisk * (1 - producersRisk));

    public SequentialState After(int units, int defectives) =>
        defectives <= Slope * units - AcceptIntercept ? SequentialState.Accept
        : defectives >= Slope * units + RejectIntercept ? SequentialState.Reject
        : SequentialState.GoOn;

    /// <summary>The fewest units after which a lot without any defect is accepted.</summary>
    public int FewestToAccept => (int)Math.Ceiling(AcceptIntercept / Slope);
}
