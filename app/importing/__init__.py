"""Files that people hand in: day files and staff lists, read, planned and brought in."""
