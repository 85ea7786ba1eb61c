"""The public register's room: what was published, open to everybody without signing in."""
