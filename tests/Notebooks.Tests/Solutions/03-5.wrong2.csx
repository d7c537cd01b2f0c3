// Too large.
int? largestExpansion = 500;
