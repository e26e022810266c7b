"""Rules over columns: the scoring shapes as Ibis expressions, and whole forms scored again by them.

Engines only compare, multiply, add and subtract exact whole numbers; they never divide decimals or round.
"""
