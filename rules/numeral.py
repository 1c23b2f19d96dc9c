"""Small numbers as articles are counted by: 第十三条 and 第13条 alike."""

from __future__ import annotations

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}


def counted(written: str) -> int:
    """A number below two hundred, in digits or Chinese numerals; 0 where it is neither."""
    if written.isdigit():
        return int(written)
    hundreds, _, rest = written.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    total = 100 * _DIGITS.get(hundreds, 1) if "百" in written else 0
    total += 10 * _DIGITS.get(tens.strip("零"), 1) if ten else 0
    return total + _DIGITS.get(ones.strip("零"), 0)
