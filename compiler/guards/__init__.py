"""Guards: signs that a finished rule was read wrong, whatever read it."""
