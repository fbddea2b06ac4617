-- In a string, since it has to be the first statement of its batch.
IF SCHEMA_ID(N'$schema$') IS NULL EXEC (N'CREATE SCHEMA [$schema$]');
