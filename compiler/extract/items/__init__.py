"""From clauses to items: outline, sentences, who is granted something, what holds for several."""
