// The engine's seed and threads belong to the process: tests that set them must not meet.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
