"""The engagements' room: who was asked about a decision, recorded, filled in, struck out."""
