int? contradictions = report.Duplicates.Count(pair => pair.SameClass);
