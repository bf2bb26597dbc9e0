"""The customer database: runs kept in DuckDB, and real CRM exports read into the same tables."""

from salesmark.crm.exports import Data, read
from salesmark.crm.store import free, open, save, to_csv  # noqa: A004 - read as sm.crm.open

__all__ = ["Data", "free", "open", "read", "save", "to_csv"]
