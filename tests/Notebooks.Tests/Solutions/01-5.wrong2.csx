neighbours = Enumerable.Range(1, 50).MinBy(Voting);
