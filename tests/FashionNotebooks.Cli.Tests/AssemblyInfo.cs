// The tests redirect the console of the process and share the engine's random numbers.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
