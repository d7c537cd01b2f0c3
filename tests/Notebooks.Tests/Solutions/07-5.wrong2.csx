farthest = new[] { 5, 10, 20, 40 }.MinBy(Ahead);
