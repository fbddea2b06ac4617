DELETE FROM DeliveryCount WHERE Hour < @keepFromHour;
