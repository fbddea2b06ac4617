-- @fromHour bigint, @toHour bigint
SELECT Hour, Topic FROM [$schema$].DeliveryCount WHERE Hour BETWEEN @fromHour AND @toHour AND Outcome = N'Unauthorized';
