namespace InventorySync.Tests.Storage;

public sealed class SqliteInventoryStoreTests() : InventoryStoreConformance(new SqliteStoreUnderTest());
