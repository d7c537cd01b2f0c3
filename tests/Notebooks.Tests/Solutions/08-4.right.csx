Func<int, double> share = n => (n / 2.0) / (n * (n - 1) / 2.0);
