"""Where a person comes in: what is theirs, what is awaited, what they last did."""
