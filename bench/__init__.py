"""What the speed is, shown side by side in one run: ``make bench``. Figures, never tests."""
