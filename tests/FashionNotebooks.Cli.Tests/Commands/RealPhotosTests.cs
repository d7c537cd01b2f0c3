using System.Text.Json;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Cli.Tests.Commands;

/// <summary>What only the real photos can show.</summary>
public sealed class RealPhotosTests
{
    [PhotosFact]
    public async Task A_folder_of_the_data_set_is_copied_and_checked()
    {
        string folder = Directory.CreateTempSubdirectory("photos-").FullName;
        try
        {
            JsonElement answer = await CliRun.Json("data", "download", "--out", folder, "--from", PhotosFact.Folder);
            Assert.Equal(3409, answer.GetProperty("verified").GetInt32());
            Assert.Equal(3409, Directory.GetFiles(folder, "*.jpg", SearchOption.AllDirectories).Length);
            File.WriteAllText(Directory.GetFiles(Path.Combine(folder, "train", "hat"))[0], "changed");
            Assert.Equal(3409,
                (await CliRun.Json("data", "download", "--out", folder, "--from", PhotosFact.Folder)).GetProperty("verified").GetInt32());
            Course.AssertNothingHalfWritten(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
