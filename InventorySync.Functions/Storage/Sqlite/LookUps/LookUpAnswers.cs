using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.Sqlite;

/// <summary>What a read does to the need that asked for it, and to what could not be read about the same.</summary>
internal static class LookUpAnswers
{
    public static void Answer(SqliteSession session, LookUpKind kind, long id, UnixTime seenAt, bool isFound)
    {
        session.Execute("AnswerLookUp", ("@kind", (int)kind), ("@id", id), ("@seenAt", seenAt.Nanoseconds), ("@isFound", isFound));
        session.Execute("RepairFailedChange", ("@kind", (int)kind), ("@id", id), ("@seenAt", seenAt.Nanoseconds));
    }

    public static bool IsAnswered(SqliteSession session, LookUpKind kind, long id) =>
        !session.First("ReadLookUp", _ => true, ("@kind", (int)kind), ("@id", id));
}
