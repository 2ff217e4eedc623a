using System.Runtime.Versioning;
using Grains;

namespace Silo.Storage;

/// <summary>
/// What holds people's data is for the owner of the process alone: files 0600 in a folder 0700, whatever the umask, and also those made before.
/// </summary>
public static class PrivateFiles
{
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = Owners | UnixFileMode.UserExecute;
    // A folder that everybody may write into is not this process's to close.
    private const UnixFileMode Shared = UnixFileMode.OtherWrite | UnixFileMode.StickyBit;
    // SQLite gives those that it makes beside the first one the same mode.
    private static readonly string[] Beside = ["", "-wal", "-shm", ".lock"];

    /// <summary>Makes the folder, or closes it to others.</summary>
    /// <exception cref="SettingRefusedException">It is everybody's, or another user's.</exception>
    public static void Folder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        Directory.CreateDirectory(path, OwnersFolder);
        var mode = File.GetUnixFileMode(path);
        if ((mode & Shared) is not UnixFileMode.None)
            throw new SettingRefusedException(
                $"{path} is a folder that others write into. Give the data one of its own: mkdir -m 700 DIRECTORY, then DATA_DIR=DIRECTORY.");
        if (mode != OwnersFolder)
            Close(path, OwnersFolder);
    }

    /// <summary>Makes the file of a database, or closes it to others, with what SQLite has put beside it. Only while nothing has it open.</summary>
    /// <exception cref="SettingRefusedException">It is another user's.</exception>
    public static void Database(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        if (!File.Exists(path))
            new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Owners }).Dispose();
        foreach (var file in Beside.Select(end => path + end).Where(File.Exists))
            Close(file, Owners);
    }

    [UnsupportedOSPlatform("windows")]
    private static void Close(string path, UnixFileMode mode)
    {
        try
        {
            File.SetUnixFileMode(path, mode);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SettingRefusedException($"{path} must belong to the user that this process runs as, and to nobody else: chown it.", e);
        }
    }
}
