"""The documents' room: the appendices of decisions and the texts of agreements, added, opened, taken back."""
