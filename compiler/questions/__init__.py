"""Facts in a sentence that somebody asks with."""
