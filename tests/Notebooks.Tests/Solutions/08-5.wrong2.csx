hides = 60;
