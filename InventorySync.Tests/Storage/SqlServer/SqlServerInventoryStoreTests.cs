using InventorySync.Tests.Storage.Conformance;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage.SqlServer;

[NeedsSqlServer]
// one after the other: Babelfish keeps all databases in one catalogue, which two that make tables at once fight over
[Collection("SQL Server")]
public sealed class SqlServerInventoryStoreTests(SqlServerFixture database)
    : InventoryStoreConformance(new SqlServerUnderTest(database)), IClassFixture<SqlServerFixture>;
