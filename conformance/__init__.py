"""How this product does on what others wrote, and how any tool does on forms with faults planted in them.

``python -m conformance`` runs the outside suites, ``python -m conformance.faults`` the open benchmark of seeded faults.
"""
