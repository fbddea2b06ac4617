using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage;

[NeedsSqlServer]
public sealed class SqlServerInventoryStoreTests(SqlServerFixture database) : InventoryStoreConformance(new SqlServerUnderTest(database)), IClassFixture<SqlServerFixture>;
