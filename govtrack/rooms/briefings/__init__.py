"""The first morning: one printable page of everything an organisation shares, in words."""
