"""Knows how screens are kept right: follower, hub, catching up (DESIGN §3)."""
