using FashionNotebooks.Doors;

// Usage: Doors.Tests all COUNT | DOOR COUNT [FROM] | show DOOR NUMBER FILE | fuzz DOOR | seeds DOOR FOLDER | kills COUNT. Each door of
// 'all' has a process of its own, which is started again behind a mutation that ended it.
switch (args)
{
    case ["all", var count]:
        return AllDoors.Run(int.Parse(count, CultureInfo.InvariantCulture));
    case ["kills", var count]:
        using (var workshop = new Workshop())
            return new Kills(workshop, int.Parse(count, CultureInfo.InvariantCulture)).Run();
    case ["show", var name, var number, var file]:
        using (var workshop = new Workshop())
        {
            Door door = AllDoors.Open(name, workshop);
            File.WriteAllBytes(file, new Mutator(door.Seeds, door.Words).Make(int.Parse(number, CultureInfo.InvariantCulture)));
        }
        return 0;
    case ["seeds", var name, var folder]:
        using (var workshop = new Workshop())
        {
            Directory.CreateDirectory(folder);
            foreach (var (i, seed) in AllDoors.Open(name, workshop).Seeds.Index())
                File.WriteAllBytes(Path.Combine(folder, $"{i}"), seed);
        }
        return 0;
    case ["fuzz", var name]:
        AllDoors.Fuzz(name);
        return 0;
    case [var name, var count, ..]:
        int from = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0;
        return AllDoors.RunOne(name, from, int.Parse(count, CultureInfo.InvariantCulture), args.Length > 3 ? args[3] : null);
    default:
        Console.Error.WriteLine("usage: all COUNT | DOOR COUNT [FROM] | show DOOR NUMBER FILE | fuzz DOOR | seeds DOOR FOLDER | "
            + $"kills COUNT; doors: {string.Join(' ', AllDoors.Names)}");
        return 2;
}
