"""Many forms in one archive: guarded as a whole, audited one by one, matched to their units, taken in."""
