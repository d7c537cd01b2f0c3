hides = 3;
