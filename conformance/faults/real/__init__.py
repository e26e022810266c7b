"""Faults planted in a real form that the user has, in every kind of file that it is kept in: recall by kind of file."""
