double? betterRate = new[] { 0.0003, 0.001, 0.003, 0.005 }.MinBy(FirstEpoch);
