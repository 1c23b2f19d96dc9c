"""The extractor that asks a language model: what it says is flat strings with quotes, nothing more.

``extractor`` is the way in. The model locates and labels; every quote is aligned to exact
characters here (``align``), every figure held to its quote, and comparison words are read by the
same code as the grammar's. What does not hold is not used, and a diagnostic says so.
"""
