"""The reviews' room: what a decision expected, what then happened, and what people made of it."""
