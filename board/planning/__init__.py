"""How much work there is, pure: a module for each question (rules.md §5, §11)."""
