"""What a rule says besides its conditions and its award: when, how, with which papers."""
