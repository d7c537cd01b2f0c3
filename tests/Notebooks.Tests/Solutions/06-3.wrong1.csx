Func<string[], string> vote = classes => classes[0];
