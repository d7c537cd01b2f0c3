// Far too large.
double? betterRate = 3;
