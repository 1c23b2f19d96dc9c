"""When a compiled leaf or condition is the golden one; the rules are listed in ``scoring.score``.

Sameness of proposed attributes rests on overlap, so it is not transitive: pairings are greedy, best
overlap first, and can only count too few, never too many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeVar, assert_never

from rules.benefit import Cases, nested_awards
from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Condition,
    Growth,
    Has,
    Increment,
    Is,
    Judged,
    Leaf,
    Not,
    OneOf,
    Operand,
    OverYears,
    Records,
    Share,
    Unparsed,
    Value,
    Within,
)
from rules.document import SourceSpan
from rules.rule import Rule
from rules.vocabulary import Attribute

Role = Literal["when", "unless", "case"]

SAME_STRETCH = Fraction(60, 100)  # of the longer span, for proposed attributes
SAME_GATE = Fraction(50, 100)  # of the shorter span, for judged gates

_MARKS = re.compile(r"[\s“”‘’\"'「」『』《》〈〉（）()\[\]【】〔〕]")
_LEADING = re.compile(r"^(?:应当|应|须|需|具有|拥有|具备|已)+")
_NEGATION = re.compile(r"^(?:未|无|不)")


def overlap(left: SourceSpan, right: SourceSpan) -> int:
    """How many characters two spans of one text share."""
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def likeness(left: SourceSpan, right: SourceSpan) -> Fraction:
    """Shared characters over all characters of the two; 1 when the spans are equal."""
    union = max(left.end, right.end) - min(left.start, right.start)
    shared = overlap(left, right)
    return Fraction(shared, union) if shared else Fraction(0)


def bare(text: str) -> str:
    """``text`` without quotation marks, brackets and white space."""
    return _MARKS.sub("", text)


def bare_label(attribute: str) -> str:
    """The words of a proposed attribute without what a reader may write or leave out."""
    text = _LEADING.sub("", bare(attribute.removeprefix("?")))
    return text.removesuffix("的")


def bare_statement(attribute: str) -> tuple[str, bool]:
    """The words of a proposed yes-or-no attribute, and whether they began with a negation."""
    text = bare_label(attribute)
    positive = _NEGATION.sub("", text, count=1)
    return _LEADING.sub("", positive), positive != text


@dataclass(frozen=True)
class PlacedLeaf:
    """A leaf with where it stands in its rule; ``negated`` when an odd number of ``not`` hold it.

    ``number`` tells equal leaves of one rule apart.
    """

    number: int
    role: Role
    leaf: Leaf
    negated: bool


T = TypeVar("T")


def pair_up(
    golden: Sequence[T], compiled: Sequence[T], weight: Callable[[T, T], Fraction | bool | None]
) -> list[tuple[T, T]]:
    """One-to-one pairs, heaviest first; ``None`` forbids a pair. Ties go in order of appearance."""
    candidates = [
        (w, -i, -j)
        for i, left in enumerate(golden)
        for j, right in enumerate(compiled)
        if (w := weight(left, right)) is not None
    ]
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for _, i, j in sorted(candidates, reverse=True):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((-i, -j))
    return [(golden[i], compiled[j]) for i, j in sorted(pairs)]


@dataclass(frozen=True)
class Sameness:
    """Compares golden parts (always on the left) with compiled ones (always on the right).

    The mappings hold the attributes each rule set proposed.
    """

    golden: Mapping[str, Attribute]
    compiled: Mapping[str, Attribute]

    def attribute(self, left: str, right: str, spans: tuple[SourceSpan, SourceSpan] | None) -> bool:
        """The same vocabulary id, or the same proposed stretch of text.

        ``spans`` are where each side was read; None where several attributes share one span, so
        that overlap would prove nothing.
        """
        if not (left.startswith("?") and right.startswith("?")):
            return left == right
        return self._alike(left, right, bare_label(left) == bare_label(right), spans)

    def operand(
        self, left: Operand, right: Operand, spans: tuple[SourceSpan, SourceSpan] | None
    ) -> bool:
        """Kind, attributes, period and aggregate are equal."""
        match left, right:
            case Share(), Share():
                return (
                    left.period == right.period
                    and self.attribute(left.part, right.part, None)
                    and self.attribute(left.whole, right.whole, None)
                )
            case Records(), Records():
                return (
                    (left.aggregate, left.field) == (right.aggregate, right.field)
                    and self.attribute(left.attribute, right.attribute, None)
                    and self._where(left.where, right.where)
                )
            case OverYears(), OverYears() if (left.aggregate, left.of) != (
                right.aggregate,
                right.of,
            ):
                return False
            case (
                (Value() | Growth() | Increment() | OverYears()),
                (Value() | Growth() | Increment() | OverYears()),
            ):
                return (left.kind, left.period) == (
                    right.kind,
                    right.period,
                ) and self.attribute(left.attribute, right.attribute, spans)
            case _:
                return False

    def leaf(self, left: PlacedLeaf, right: PlacedLeaf) -> bool:
        """Everything a leaf asks is equal, in the same role."""
        if left.role != right.role:
            return False
        one, other = left.leaf, right.leaf
        if isinstance(one, Is) and isinstance(other, Is):
            expected = (one.expected ^ left.negated, other.expected ^ right.negated)
            return self._is(one, other, expected)
        return left.negated == right.negated and self._asks_the_same(one, other)

    def condition(self, left: Condition, right: Condition) -> bool:
        """The same leaves in the same boolean structure; order among siblings does not count."""
        return self._tree(_flat(left), _flat(right))

    def _asks_the_same(self, one: Leaf, other: Leaf) -> bool:
        spans = (one.source, other.source)
        match one, other:
            case Compare(), Compare():
                return self._compare(one, other)
            case OneOf(), OneOf():
                return (
                    one.period == other.period
                    and _bare_set(one.values) == _bare_set(other.values)
                    and self.attribute(one.attribute, other.attribute, spans)
                )
            case Has(), Has():
                return (
                    (one.period, one.first) == (other.period, other.first)
                    and _bare_set(one.values) == _bare_set(other.values)
                    and self.attribute(one.attribute, other.attribute, spans)
                )
            case Within(), Within():
                return one.period == other.period and self.attribute(
                    one.attribute, other.attribute, spans
                )
            case Judged(), Judged():
                shorter = min(_length(one.source), _length(other.source))
                return overlap(one.source, other.source) >= SAME_GATE * shorter
            case _:  # unlike kinds, and Unparsed, which is never right
                return False

    def _compare(self, one: Compare, other: Compare) -> bool:
        if (one.op, one.value) != (other.op, other.value):
            return False
        alone = one.other is None and other.other is None
        spans = (one.source, other.source) if alone else None
        if not self.operand(one.operand, other.operand, spans):
            return False
        if one.other is None or other.other is None:
            return alone
        return _times(one) == _times(other) and self.operand(one.other, other.other, None)

    def _is(self, one: Is, other: Is, expected: tuple[bool, bool]) -> bool:
        if one.period != other.period:
            return False
        if not (one.attribute.startswith("?") and other.attribute.startswith("?")):
            return one.attribute == other.attribute and expected[0] == expected[1]
        (left, left_not), (right, right_not) = map(bare_statement, (one.attribute, other.attribute))
        if expected[0] ^ left_not != expected[1] ^ right_not:
            return False
        spans = (one.source, other.source)
        return self._alike(one.attribute, other.attribute, left == right, spans)

    def _alike(
        self,
        left: str,
        right: str,
        same_words: bool,
        spans: tuple[SourceSpan, SourceSpan] | None,
    ) -> bool:
        kinds = [side.get(name) for side, name in ((self.golden, left), (self.compiled, right))]
        if kinds[0] is None or kinds[1] is None or kinds[0].kind is not kinds[1].kind:
            return False
        if same_words:
            return True
        if spans is None:
            return False
        longer = max(map(_length, spans))
        return overlap(*spans) >= SAME_STRETCH * longer

    def _where(self, left: Condition | None, right: Condition | None) -> bool:
        if left is None or right is None:
            return left is right
        return self.condition(left, right)

    def _tree(self, left: Condition, right: Condition) -> bool:
        match left, right:
            case ((AllOf() | AnyOf() | AtLeast()), (AllOf() | AnyOf() | AtLeast())):
                if _head(left) != _head(right) or len(left.of) != len(right.of):
                    return False
                pairs = pair_up(left.of, right.of, lambda a, b: self._tree(a, b) or None)
                return len(pairs) == len(left.of)
            case (Not(of=Is()), _) | (_, Not(of=Is())):
                one, other = _unwrapped(left), _unwrapped(right)
                if not isinstance(one[0], Is) or not isinstance(other[0], Is):
                    return False
                expected = (one[0].expected ^ one[1], other[0].expected ^ other[1])
                return self._is(one[0], other[0], expected)
            case Not(), Not():
                return self._tree(left.of, right.of)
            case (Is(), Is()):
                return self._is(left, right, (left.expected, right.expected))
            case (
                (Compare() | OneOf() | Has() | Within() | Judged() | Unparsed()),
                (Compare() | OneOf() | Has() | Within() | Judged() | Unparsed()),
            ):
                return self._asks_the_same(left, right)
            case _:
                return False


def placed_leaves(rule: Rule) -> tuple[PlacedLeaf, ...]:
    """Every leaf of a rule: of ``when``, of ``unless``, of the cases of its award."""
    found: list[PlacedLeaf] = []
    for role, condition in conditions(rule):
        for leaf, negated in _signed(condition, False):
            found.append(PlacedLeaf(len(found), role, leaf, negated))
    return tuple(found)


def conditions(rule: Rule) -> Iterator[tuple[Role, Condition]]:
    """The condition trees of a rule with their roles, in a fixed order."""
    yield "when", rule.when
    for exclusion in rule.unless:
        yield "unless", exclusion
    for award in nested_awards(rule.award):
        if isinstance(award, Cases):
            for case in award.cases:
                yield "case", case.when


def structure(rule: Rule, names: Mapping[int, int]) -> object:
    """The boolean structure of the leaves that ``names`` gives a common number; others left out.

    Groups of one child are the child, a group inside its like is flattened, order does not count.
    """
    counter = iter(range(len(placed_leaves(rule))))
    shapes: dict[Role, list[object]] = {"when": [], "unless": [], "case": []}
    for role, condition in conditions(rule):
        shape = _shape(condition, counter, names)
        if role == "unless" and isinstance(shape, tuple) and shape[0] == ("any", 0):
            shapes[role].extend(shape[1])  # exclusions are alternatives, written apart or together
        elif shape is not None:
            shapes[role].append(shape)
    return tuple((role, _unordered(found)) for role, found in shapes.items())


def _shape(condition: Condition, counter: Iterator[int], names: Mapping[int, int]) -> object:
    match condition:
        case AllOf() | AnyOf() | AtLeast():
            head = (condition.kind, condition.k if isinstance(condition, AtLeast) else 0)
            parts: list[object] = []
            for child in condition.of:
                shape = _shape(child, counter, names)
                if isinstance(shape, tuple) and shape[0] == head and head[0] != "at_least":
                    parts.extend(shape[1])
                elif shape is not None:
                    parts.append(shape)
            if not parts:
                return None
            if len(parts) == 1 and head[0] != "at_least":
                return parts[0]
            return head, _unordered(parts)
        case Not():
            shape = _shape(condition.of, counter, names)
            # an answer under ``not`` is the other answer, which the leaf already says
            return shape if shape is None or isinstance(condition.of, Is) else ("not", shape)
        case _:
            return names.get(next(counter))


def _head(group: AllOf | AnyOf | AtLeast) -> tuple[str, int]:
    return group.kind, group.k if isinstance(group, AtLeast) else 0


def _unordered(parts: list[object]) -> tuple[object, ...]:
    return tuple(sorted(parts, key=repr))


def _signed(condition: Condition, negated: bool) -> Iterator[tuple[Leaf, bool]]:
    match condition:
        case AllOf() | AnyOf() | AtLeast():
            for child in condition.of:
                yield from _signed(child, negated)
        case Not():
            yield from _signed(condition.of, not negated)
        case Compare() | Is() | OneOf() | Has() | Within() | Judged() | Unparsed():
            yield condition, negated
        case _:
            assert_never(condition)


def _flat(condition: Condition) -> Condition:
    match condition:
        case AllOf() | AnyOf():
            children: list[Condition] = []
            for child in map(_flat, condition.of):
                if isinstance(child, AllOf | AnyOf) and child.kind == condition.kind:
                    children.extend(child.of)
                else:
                    children.append(child)
            if len(children) == 1:
                return children[0]
            return condition.model_copy(update={"of": tuple(children)})
        case AtLeast():
            return condition.model_copy(update={"of": tuple(map(_flat, condition.of))})
        case Not():
            return condition.model_copy(update={"of": _flat(condition.of)})
        case _:
            return condition


def _unwrapped(condition: Condition) -> tuple[Condition, bool]:
    return (condition.of, True) if isinstance(condition, Not) else (condition, False)


def _bare_set(values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(bare, values))


def _times(condition: Compare) -> Decimal:
    times: Decimal = Decimal(1) if condition.times is None else condition.times.fraction
    return times


def _length(span: SourceSpan) -> int:
    return span.end - span.start
