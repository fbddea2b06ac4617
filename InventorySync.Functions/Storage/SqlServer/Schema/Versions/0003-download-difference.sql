-- Where the download of a full sync differs from what is held, and what becomes of it: found once, before anything is written.
CREATE TABLE [$schema$].DownloadDifference
(
    Kind       nvarchar(20) NOT NULL, -- a register: product, item, variant, available; and their presence, which is connected of a level
    Id         bigint       NOT NULL, -- of a level its item's
    LocationId bigint       NOT NULL, -- 0 of all but levels
    IsOther    bit          NOT NULL, -- another value, and not only another stamp
    IsWritten  bit          NOT NULL,
    IsConflict bit          NOT NULL,
    CONSTRAINT PK_DownloadDifference PRIMARY KEY (Kind, Id, LocationId)
);

-- A full sync compares whole tables since this version, and no longer row by row.
DROP FUNCTION IF EXISTS [$schema$].DecideObservation;
DROP FUNCTION IF EXISTS [$schema$].DecidePresence;
DROP FUNCTION IF EXISTS [$schema$].CompareVariants;
DROP FUNCTION IF EXISTS [$schema$].CompareProducts;
DROP FUNCTION IF EXISTS [$schema$].CompareText;
DROP FUNCTION IF EXISTS [$schema$].CompareNumbers;
DROP FUNCTION IF EXISTS [$schema$].Later;
