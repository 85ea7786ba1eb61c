"""The account room: who I am and what I may do here; for administrators, everybody."""
