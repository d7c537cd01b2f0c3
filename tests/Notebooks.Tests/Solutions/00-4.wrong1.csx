// The rate of the notebook, which is far from the largest.
double? largestRate = 0.1;
