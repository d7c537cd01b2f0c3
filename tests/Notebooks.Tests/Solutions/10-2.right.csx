int? photosNeeded = (int)Math.Ceiling(1.96 * 1.96 * 0.9 * 0.1 / 0.01 / 0.01);
