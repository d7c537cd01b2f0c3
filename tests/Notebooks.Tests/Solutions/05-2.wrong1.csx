// Small classes do not count more: they have fewer anchors.
Func<int[], double> ownPositives = photos => photos.Average(n => 1.0 / n);
