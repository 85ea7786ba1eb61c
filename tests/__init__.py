"""The tests: in by the user's door, words on the page checked."""
