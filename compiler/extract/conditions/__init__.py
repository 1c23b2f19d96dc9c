"""Condition text into tags, one kind of condition a module; patterns.py has their order."""
