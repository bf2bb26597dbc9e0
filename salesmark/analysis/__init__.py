"""Numbers from tables: the same call reads a simulated run and a real CRM export."""
