enough = 1e-6;
