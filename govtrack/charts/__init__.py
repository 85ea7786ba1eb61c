"""Drawings: results in, a figure out, each a plain dict in Plotly's schema."""
