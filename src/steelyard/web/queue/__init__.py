"""The queue: tasks in the database of the application, done by processes beside the server, each at least once.

A task is put in the transaction of the act that wants it, so that both are there or neither. What a task changes is
changed in the transaction that ends it (``Claim.ending``), so that what was done twice by accident counts once.
"""
