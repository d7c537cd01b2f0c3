farthest = 7;
