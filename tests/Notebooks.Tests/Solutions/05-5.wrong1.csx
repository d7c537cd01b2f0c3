// Far more than half.
double? halfMargin = 100;
