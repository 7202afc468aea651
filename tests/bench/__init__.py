"""Measurements, each beside a baseline from the same run; never part of the tests."""
