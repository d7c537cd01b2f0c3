// Groups are forgotten.
Func<long, long, long, long, long> convNorm = (a, b, kernel, groups) => b * a * kernel * kernel + 2 * b;
