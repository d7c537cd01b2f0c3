// The end of one 95 % interval and more.
double? bestOfTwenty = 0.88;
