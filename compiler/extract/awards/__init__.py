"""Benefit sentences into formulas, limits and alternatives; compound.py puts them together."""
