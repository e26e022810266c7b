"""Form → Scored: every row by the rule that applies, by a closed list of scoring shapes."""
