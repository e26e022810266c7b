"""Ledgers → Values: strict readers, a pack's measures over a table engine, the records behind each value."""
