INSERT INTO DeliveryCount (Hour, Topic, Outcome, Deliveries)
VALUES (@hour, @topic, @outcome, @deliveries)
ON CONFLICT (Hour, Topic, Outcome) DO UPDATE SET Deliveries = Deliveries + excluded.Deliveries;
