// A division of whole numbers loses the fraction.
Func<long, double> saving = h => 9 * h * h / (9 * h + h * h);
