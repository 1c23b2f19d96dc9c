"""One index that is replaced as a whole: whoever is reading keeps the one it has."""

from __future__ import annotations


class IndexHolder:
    pass
