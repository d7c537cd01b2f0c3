hides = new[] { 1, 2, 4, 8 }.MinBy(Blurred);
