"""What the two kinds of Excel file share."""
