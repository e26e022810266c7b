"""One module for each kind of ledger file: its ending says which is asked."""
