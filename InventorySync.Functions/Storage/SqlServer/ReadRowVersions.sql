SELECT CAST(is_read_committed_snapshot_on AS bit) AS IsOn FROM sys.databases WHERE name = DB_NAME();
