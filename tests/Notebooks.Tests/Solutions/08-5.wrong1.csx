hides = 0;
