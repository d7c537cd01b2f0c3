// Falls once only.
Func<int, int, double> stepRate = (epoch, size) => epoch <= size ? 0.01 : 0.001;
