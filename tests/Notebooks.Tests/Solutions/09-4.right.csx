Func<double, double, double, double> paid = (build, exact, graph) => graph < exact ? build * 1000 / (exact - graph) : double.PositiveInfinity;
