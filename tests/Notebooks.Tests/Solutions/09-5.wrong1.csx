fewest = 1;
