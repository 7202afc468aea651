"""The daily reviews 早晨 · 中午 · 下午 进度确认 (rules.md §10), pure: a module for each
question."""
