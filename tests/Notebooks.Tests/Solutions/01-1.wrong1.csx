string worst = report.PerClass.MaxBy(entry => entry.Value.Recall).Key;
