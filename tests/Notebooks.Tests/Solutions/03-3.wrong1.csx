// The 1 × 1 layer is forgotten.
Func<long, double> saving = h => h;
