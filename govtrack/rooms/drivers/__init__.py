"""Drivers: what shares are measured by, and organisations' figures of them."""
