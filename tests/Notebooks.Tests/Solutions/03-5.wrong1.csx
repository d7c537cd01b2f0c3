// The expansion of the last block, which is far from the limit.
int? largestExpansion = 6;
