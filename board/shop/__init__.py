"""The shop itself: its people and settings as the fold of its events, its calendar, walls,
devices."""
