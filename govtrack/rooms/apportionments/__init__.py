"""Apportionments: joint totals split by the rule of their time."""
