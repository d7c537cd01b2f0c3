// Two notebooks that train at the same time would share the cores: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
