using System.Globalization;
using SceneForge.ReliabilityTests.Store;

// Tests start this program again as a process that can be killed.
return args is ["store-worker", string folder, string pause] ? StoreWorker.Run(folder, int.Parse(pause, CultureInfo.InvariantCulture)) : 64;
