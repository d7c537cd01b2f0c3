// The classes do not share one pool.
Func<int[], double> ownPositives = photos => 1.0 / photos.Sum();
