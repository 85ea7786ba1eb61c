"""The room of the one search box: everything that a person may read, found by the words that stand in it."""
