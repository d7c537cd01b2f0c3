Func<double, int, double> fit = (bytes, numbers) => bytes / (4 * numbers + 4 * 32);
