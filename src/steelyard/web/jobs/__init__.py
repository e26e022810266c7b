"""What the queue does, one module a job: ``run(claim)`` does it, ``given_up(about)`` says so where it cannot be done.

A job may be begun more than once and changes things in transactions that count once. What it reads and writes lies in
the database and the store, never in the worker.
"""
