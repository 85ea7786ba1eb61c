"""The decisions' room: logging one with the notice in hand, finding one, reading one with all that led to it."""
