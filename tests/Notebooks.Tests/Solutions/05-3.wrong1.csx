// Hard triplets too.
Func<double, double, double, bool> semiHard = (positive, negative, margin) => negative < positive + margin;
