SELECT ScriptName FROM SchemaVersions ORDER BY ScriptName;
