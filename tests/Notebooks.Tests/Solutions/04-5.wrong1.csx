// The published rate.
double? betterRate = 0.01;
