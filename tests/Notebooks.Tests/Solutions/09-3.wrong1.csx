Func<double, int, double> fit = (bytes, numbers) => Math.Floor(bytes / (4 * numbers));
