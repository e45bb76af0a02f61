using SceneForge.ReliabilityTests.Store;

// Tests start this program again as a process that can be killed.
return args is ["store-worker", string folder] ? StoreWorker.Run(folder) : 64;
