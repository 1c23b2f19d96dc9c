"""The waist: what a document, a quantity, a condition, an award and a rule *are*."""
