"""The room of disputes: a partner says which figure it holds to be wrong, and both stand until that is settled."""
