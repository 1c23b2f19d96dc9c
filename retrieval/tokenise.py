"""Cutting Chinese text into index terms: jieba with the vocabulary's words, plus character pairs.

Domain words (专精特新小巨人, 上年度营业收入) fall apart under jieba's own dictionary, so the
labels, synonyms and options of the vocabulary are added to it. Character pairs are the net for
words no dictionary knows. The statistical model for unknown words is off: it makes index text
depend on sentence context.
"""

from __future__ import annotations

import logging
import re
import unicodedata
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from rules.vocabulary import Vocabulary

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+(?:[.%‰][a-z0-9]*)*")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Words that carry a question but no subject: they decide neither rank nor whether anything fits.
_EMPTY = """
什么 怎么 怎样 如何 多少 哪些 哪个 哪里 哪儿 可以 能否 是否 我们 我司 公司
请问 有没有 有无 没有 一下 想要 想问 知道 咨询 你好 您好 需要 应该 怎么办
为什么 时候 什么样 告诉 关于 以及 还是 或者 的话 现在 目前 今年 去年 明年
一家 一个 一名 这个 那个 能够 能不能 可不可以 属于 相关 有关 进行 帮忙 谢谢
问题 情况 多久 几个 多大 不是 就是 我的 我是 我想 我家 本人 自己 能拿 能领
得到 拿到 领到 享受 政策 哪 多长 多高 想开 想办 开个 办个 几年 一般 具体
达到 不低于 超过 以上 以下 不少于 要求 满足 规定 只有 已经 还有 最多 最高 最低
"""
_EMPTY_WORDS = frozenset(_EMPTY.split())
_PARTICLES = "的了吗呢吧啊我你他她它们和与或及在有无是不能会要想就也都还被把给对向从到个家名"


class Tokeniser:
    """Cuts index text and questions the same way, with the words of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._jieba = _dictionary(_words(vocabulary))
        self._names = _other_names(vocabulary)

    def index_terms(self, text: str) -> list[str]:
        """Every term a text is found by: words, their inner words, and character pairs."""
        terms: list[str] = []
        for run in _runs(text):
            if not _HAN.match(run):
                terms.append(run)
                continue
            terms.extend(w for w in self._jieba.cut_for_search(run, HMM=False) if len(w) > 1)
            terms.extend(run[i : i + 2] for i in range(len(run) - 1))
        return terms

    def content_words(self, question: str) -> tuple[str, ...]:
        """The words of a question that say what it is about, each once, in order."""
        words: dict[str, None] = {}
        for run in _runs(question):
            if not _HAN.match(run):
                words[run] = None
                continue
            for word in self._joined(run):
                if len(word) > 1 and word not in _EMPTY_WORDS:
                    words[word] = None
        return tuple(words)

    def other_names(self, word: str) -> tuple[str, ...]:
        """What else the vocabulary calls the fact that goes by this name."""
        return self._names.get(word, ())

    def _joined(self, run: str) -> Iterator[str]:
        """Words of a run, with neighbouring single characters joined: they are unknown words."""
        loose = ""
        for word in self._jieba.cut(run, HMM=False):
            if len(word) == 1 and word not in _PARTICLES:
                loose += word
                continue
            if loose:
                yield loose
                loose = ""
            yield word
        if loose:
            yield loose


def pairs(word: str) -> tuple[str, ...]:
    """The character pairs of a Chinese word; any other word is one whole."""
    if not _HAN.match(word) or len(word) < 3:
        return (word,)
    return tuple(word[i : i + 2] for i in range(len(word) - 1))


def folded(text: str) -> str:
    """The text as compared: compatibility forms and letter case folded. Not for spans."""
    return unicodedata.normalize("NFKC", text).lower()


def _runs(text: str) -> Iterator[str]:
    for match in _RUN.finditer(folded(text)):
        yield match[0]


def _words(vocabulary: Vocabulary) -> tuple[str, ...]:
    words: set[str] = set()
    for attribute in vocabulary.attributes:
        for name in (attribute.label, *attribute.synonyms, *attribute.options):
            words.update(run for run in _runs(name) if len(run) > 1)
    return tuple(sorted(words))


def _other_names(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for attribute in vocabulary.attributes:
        same = tuple(dict.fromkeys(map(folded, (attribute.label, *attribute.synonyms))))
        for name in same:
            names.setdefault(name, tuple(other for other in same if other != name))
    return names


@lru_cache(maxsize=4)
def _dictionary(words: tuple[str, ...]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42 is from 2020 and imports pkg_resources
        import jieba
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for word in words:
        tokenizer.add_word(word)
    return tokenizer
