double? halfMargin = 0.001;
while (Costing(halfMargin.Value) < 0.5)
    halfMargin *= 1.02;
