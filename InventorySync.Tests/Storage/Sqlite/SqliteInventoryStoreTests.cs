using InventorySync.Tests.Storage.Conformance;

namespace InventorySync.Tests.Storage.Sqlite;

public sealed class SqliteInventoryStoreTests() : InventoryStoreConformance(new SqliteStoreUnderTest());
