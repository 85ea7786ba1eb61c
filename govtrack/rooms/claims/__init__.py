"""The room of claims: what stands behind a benefit, how far it has come, and the evidence for it."""
