"""Going alone or staying in: what each partner paid in a year beside what it would pay by itself."""
