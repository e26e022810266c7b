"""What is measured when the metrics are asked for: one module each, found by looking, with ``gauges()``."""
