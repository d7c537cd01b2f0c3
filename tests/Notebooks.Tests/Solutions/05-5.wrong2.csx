// No margin at all.
double? halfMargin = 0;
