// counts every pair twice below the line
Func<int, double> share = n => (n / 2.0) / ((double)n * (n - 1));
