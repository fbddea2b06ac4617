using System.Runtime.CompilerServices;
using SQLitePCL;

namespace InventorySync.Tests.Support;

/// <summary>
/// SQLite counts its memory under one lock of the process, for which histories on two threads wait all the time. Nobody reads the count.
/// </summary>
internal static class SqliteMemory
{
    [ModuleInitializer]
    internal static void LeaveUncounted()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }
}
