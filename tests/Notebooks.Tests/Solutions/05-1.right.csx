Func<double, double, double, double> tripletLoss = (positive, negative, margin) => Math.Max(0, positive - negative + margin);
