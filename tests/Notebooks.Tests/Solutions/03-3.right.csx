Func<long, double> saving = h => 9.0 * h * h / (9 * h + h * h);
