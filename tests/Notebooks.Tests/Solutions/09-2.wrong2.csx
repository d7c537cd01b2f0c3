Func<double, double, (double Step, int Zero)> grid = (low, high) => ((high - low) / 255, 128);
