INSERT INTO ChangeLag (Minute, Stage, Bucket, Messages) VALUES (@minute, @stage, @bucket, @messages)
ON CONFLICT (Minute, Stage, Bucket) DO UPDATE SET Messages = Messages + excluded.Messages;
