"""How well compiled rules agree with golden ones, and where they do not."""
