SELECT Stage, Bucket, sum(Messages) FROM ChangeLag WHERE Minute >= @minute GROUP BY Stage, Bucket ORDER BY Stage, Bucket;
