Func<string[], double> busiest = senders => senders.Where(s => s is not null).GroupBy(s => s).Select(g => (double)g.Count()).DefaultIfEmpty(0).Max() / senders.Length;
