Func<bool[], double> rPrecision = ranking => ranking[0] ? 1 : 0;
