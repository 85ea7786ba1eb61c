"""The invented alliance of the demonstration; `python -m tests.illustrative` writes its files again, ever the same."""
