// The server serves one client at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
