-- Fails at once while others are in the database: their transactions are not to be broken off.
ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH NO_WAIT;
