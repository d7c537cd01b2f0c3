Func<string[], double> busiest = senders => senders.Where(s => s is not null).GroupBy(s => s).Max(g => (double)g.Count()) / senders.Length;
