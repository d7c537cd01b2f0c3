neighbours = 0;
