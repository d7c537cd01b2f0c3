enough = 1000;
