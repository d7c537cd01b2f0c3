bestSide = 5;
