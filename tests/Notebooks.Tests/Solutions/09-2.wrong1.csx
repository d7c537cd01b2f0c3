Func<double, double, (double Step, int Zero)> grid = (low, high) => ((high - low) / 256, (int)Math.Round(-low / (high - low) * 256));
