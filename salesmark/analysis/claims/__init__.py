"""The ledger of claims: what is said about sales and marketing, what kind of claim it is, and what a run says to it."""
