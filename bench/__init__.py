"""What an event costs: the whole process from outside, beside bare bots that do the same durable work."""
