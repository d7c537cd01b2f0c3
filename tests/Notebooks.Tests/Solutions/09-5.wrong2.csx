fewest = 40;
