// Falls one epoch too early.
Func<int, int, double> stepRate = (epoch, size) => 0.01 * Math.Pow(0.1, epoch / size);
