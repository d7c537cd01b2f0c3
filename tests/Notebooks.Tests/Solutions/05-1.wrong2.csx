// Positive and negative are exchanged.
Func<double, double, double, double> tripletLoss = (positive, negative, margin) => Math.Max(0, negative - positive + margin);
