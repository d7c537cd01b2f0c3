Func<double, double, double, double> paid = (build, exact, graph) => build * 1000 / (exact - graph);
