"""Made-up forms: clean ones over all families and kinds of file, and twins of them with one fault each.

Written from what the rules and published forms say, not from the product, so that it stands for forms that
nobody has seen. ``python -m tests.generator --help`` writes one; ``python -m tests.generator.measure`` measures.
"""
