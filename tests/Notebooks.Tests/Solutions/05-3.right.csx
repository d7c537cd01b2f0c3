Func<double, double, double, bool> semiHard = (positive, negative, margin) => positive < negative && negative < positive + margin;
