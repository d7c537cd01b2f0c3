// Formatters, the stop signal and the culture are of the process: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
