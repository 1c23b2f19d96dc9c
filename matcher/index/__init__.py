"""The fast path for one applicant before many rules; the same answers as ``evaluate``."""

from matcher.index.answers import Answers
from matcher.index.build import Index
from matcher.index.holder import IndexHolder

__all__ = ["Answers", "Index", "IndexHolder"]
