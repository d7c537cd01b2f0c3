Func<string[], double> busiest = senders => senders.GroupBy(s => s).Max(g => (double)g.Count()) / senders.Length;
