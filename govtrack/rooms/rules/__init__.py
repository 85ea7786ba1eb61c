"""Share rules: set one, and try one before it is adopted."""
