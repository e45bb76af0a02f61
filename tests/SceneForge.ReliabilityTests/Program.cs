using System.Globalization;
using SceneForge.ReliabilityTests.Identity;
using SceneForge.ReliabilityTests.Store;

// Tests start this program again as a process that can be killed, or that runs under other settings.
switch (args)
{
    case ["store-worker", string folder, string pause]:
        return StoreWorker.Run(folder, int.Parse(pause, CultureInfo.InvariantCulture));
    case ["cast-fingerprints", string jobs, .. string[] models]:
        foreach (string line in CastFingerprints.Take(models, int.Parse(jobs, CultureInfo.InvariantCulture)))
        {
            Console.WriteLine(line);
        }

        return 0;
    default:
        return 64;
}
