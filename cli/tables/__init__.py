"""Readers of tables: the bytes of a CSV, Excel or Parquet file as cells with their places.

Each format has one module; the library it needs is imported inside. What the cells mean is decided
in ``matcher/table_input.py``.
"""
