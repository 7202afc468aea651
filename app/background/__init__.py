"""What runs beside the requests: the shop's clock, forecasts, the deadlines of reviews."""
