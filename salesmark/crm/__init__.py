"""The customer database: runs kept in DuckDB, and real CRM exports read into the same tables."""
