// May become negative.
Func<double, double, double, double> tripletLoss = (positive, negative, margin) => positive - negative + margin;
