// The engine has one number of threads for the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
