"""What the strings of a draft mean: leaves, awards, tiers, terms, bases, units."""
