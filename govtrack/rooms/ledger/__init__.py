"""The ledger's room: entering figures one by one or a period at a time, and the whole story of each."""
