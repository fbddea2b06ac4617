-- @name nvarchar(300)
SELECT OBJECT_ID(@name) AS ObjectId;
