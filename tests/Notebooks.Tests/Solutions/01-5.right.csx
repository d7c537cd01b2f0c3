neighbours = Enumerable.Range(1, 50).MaxBy(Voting);
