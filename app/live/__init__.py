"""Knows how screens are kept right: follower, hub, catching up (design.md §3)."""
