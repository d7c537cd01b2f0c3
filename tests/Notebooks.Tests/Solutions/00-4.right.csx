double? largestRate = 0.1;
while (After(1.05 * largestRate.Value) < losses[0])
    largestRate *= 1.05;
