-- What becomes of a change is decided by the app since this version, and no longer by procedures.
DROP PROCEDURE IF EXISTS [$schema$].AskLookUp;
DROP PROCEDURE IF EXISTS [$schema$].AskEarlySync;
DROP PROCEDURE IF EXISTS [$schema$].AnswerLookUp;
DROP PROCEDURE IF EXISTS [$schema$].WaitForMargin;
DROP PROCEDURE IF EXISTS [$schema$].TakeProductLock;
DROP PROCEDURE IF EXISTS [$schema$].TakeItemLock;

-- The row of each is deleted and inserted again.
IF EXISTS (SELECT 1 FROM sys.database_principals WHERE name = N'InventorySyncApp' AND type = 'R')
BEGIN
    REVOKE UPDATE ON [$schema$].EarlySync FROM InventorySyncApp;
    REVOKE UPDATE ON [$schema$].LookUpWindow FROM InventorySyncApp;
END;
