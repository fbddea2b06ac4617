-- @rights nvarchar(max)
SELECT CONCAT(r.permission, N' on ', r.objectName) AS MissingRight
FROM OPENJSON(@rights) WITH (objectName nvarchar(128) '$.objectName', permission nvarchar(50) '$.permission') AS r
WHERE coalesce(HAS_PERMS_BY_NAME(CONCAT(N'[$schema$].[', r.objectName, N']'), N'OBJECT', r.permission), 0) = 0
ORDER BY r.objectName, r.permission;
