// Easy triplets too.
Func<double, double, double, bool> semiHard = (positive, negative, margin) => positive < negative;
