"""Many forms: a store of Parquet tables, read in parallel, scored in columns, and questions to it.

Needs the extra ``portfolio``; nothing else of steelyard imports pyarrow, DuckDB or Ibis for it.
"""
