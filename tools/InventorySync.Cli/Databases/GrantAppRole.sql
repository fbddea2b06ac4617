-- @name nvarchar(128), @sid binary(16)
-- A statement about users takes no parameters: what comes from outside is quoted as a name, or is sixteen bytes.
IF NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE name = @name)
BEGIN
    DECLARE @create nvarchar(600) = N'CREATE USER ' + QUOTENAME(@name) + N' WITH SID = ' + CONVERT(nvarchar(34), @sid, 1) + N', TYPE = E;';
    EXEC sys.sp_executesql @create;
END;
ELSE IF NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE name = @name AND sid = @sid)
    THROW 50001, N'A user of that name exists with another client id: drop it first, or name the identity otherwise.', 1;

DECLARE @add nvarchar(600) = N'ALTER ROLE InventorySyncApp ADD MEMBER ' + QUOTENAME(@name) + N';';
EXEC sys.sp_executesql @add;
