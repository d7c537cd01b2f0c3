Func<string[], string> vote = classes => classes.GroupBy(name => name).OrderByDescending(votes => votes.Count()).ThenBy(votes => votes.Key).First().Key;
