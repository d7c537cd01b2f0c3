string worst = report.PerClass.MinBy(entry => entry.Value.Recall).Key;
