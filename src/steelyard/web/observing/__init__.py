"""What the application tells of itself: counters and gauges for Prometheus, lines of log. Neither names anybody.

``counting`` and ``lines`` know no framework; ``gauges`` ask the database when the metrics are asked for.
"""
