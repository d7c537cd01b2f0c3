int? contradictions = report.Duplicates.Count + 1;
