"""The room of business cases: what was planned for a collaboration, beside what then happened."""
