// The engine has one seed and one number of threads for the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
