"""Who works in the shop, and who may give which command."""
