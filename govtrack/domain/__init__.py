"""The verbs people use; every write goes through one of them."""
