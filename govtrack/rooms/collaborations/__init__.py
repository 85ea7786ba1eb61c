"""Where collaborations are found, looked at and kept."""
