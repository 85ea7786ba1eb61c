"""The forward plan's room: decisions to come, open to all; kept by the offices whose decisions they are."""
