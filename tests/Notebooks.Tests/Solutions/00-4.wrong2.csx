// A rate that leaps out of the valley.
double? largestRate = 100;
