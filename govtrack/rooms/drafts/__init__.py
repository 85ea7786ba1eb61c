"""Where forms that were begun are kept while they are typed, listed and let go."""
