SELECT Hour, Topic FROM DeliveryCount WHERE Hour BETWEEN @fromHour AND @toHour AND Outcome = 'Unauthorized';
