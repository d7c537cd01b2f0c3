// What each recipe is really worth.
double? bestOfTwenty = 0.8;
