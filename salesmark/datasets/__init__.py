"""Small published tables and the glossary, each with its source and how far to trust it."""
