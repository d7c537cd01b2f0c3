Func<int, double> share = n => 1.0 / n;
