"""Knows the demo shop: its people, its day, its clock."""
