"""The positions' room: where each partner stood on a joint decision, by what rule they decide, whose proposals came."""
