"""Where organisations are found, and their offices and holders kept."""
