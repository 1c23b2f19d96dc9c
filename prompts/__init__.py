"""The prompts, one file a task, with front matter; ``compiler`` reads them as package data."""

__all__: list[str] = []
