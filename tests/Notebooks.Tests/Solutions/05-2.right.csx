Func<int[], double> ownPositives = photos => (double)photos.Length / photos.Sum();
