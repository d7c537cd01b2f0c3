bestSide = new[] { 2, 4, 8, 16, 32 }.MaxBy(NearestBy);
