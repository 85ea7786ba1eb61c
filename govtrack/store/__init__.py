"""The tables, and every question asked of them."""
