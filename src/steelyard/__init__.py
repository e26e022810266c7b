"""steelyard (定盘星): makes a department's self-evaluation of its spending computable, checkable and reproducible."""

__version__ = "0.1.0"
