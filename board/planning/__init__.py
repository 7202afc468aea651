"""How much work there is, pure: a module for each question (SPEC §5, §11)."""
