-- @minute bigint
SELECT Stage, Bucket, sum(Messages) AS Messages FROM [$schema$].ChangeLag WHERE Minute >= @minute GROUP BY Stage, Bucket ORDER BY Stage, Bucket;
