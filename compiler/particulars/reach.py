"""Of which items a statement of a policy speaks: those it stands beside, those it names.

A statement inside a card, an article or a chapter that holds items speaks of these; one of the
last chapter, where no item stands, of all. What it names narrows that: 申请第三条奖励的,
领取安家补贴的, 获得补助的冷库, 租房补贴实行常年受理.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from compiler.extract.drafts import DraftItem
from compiler.extract.items.outline import Outline, is_policy
from compiler.extract.items.reach import named_items, number_among, numbers_in, reaches
from compiler.fold import fold
from compiler.normalise import NUMBER
from compiler.normalise import number as as_number
from rules.document import Clause, ClauseKind

_BENEFIT = r"(?:补贴|奖励|补助|资助|津贴|贴息|扶持|支持|奖补|认定|救助|配套)(?:资金|款|金)?"
#: 领取安家补贴的, 获得技术改造补助的企业, 申报公共海外仓支持的.
_NAMED = re.compile(
    r"(?:获得|享受|领取|取得|申请|申领|申报|已领)(?:了|过)?(?P<name>[^,;。:、的]{2,24}?"
    + _BENEFIT
    + ")"
)
#: 租房补贴、购房补贴实行常年受理; 学位补贴由学校统一采集意愿.
_SUBJECT = re.compile(
    r"[\W\d一二三四五六七八九十]*(?P<names>[^,;。:的]{2,40}?"
    + _BENEFIT
    + r")(?=由|实行|采[取用]|于|自|在|按|须|需|应|常年|每年|全年|随时|为)"
)
#: What is no name of an item: 获得财政补助的, 申请本措施奖励的.
_NAMELESS = re.compile(
    r"(?:本[^,;。]{0,6}|上述|以上|各项?|各类|相应|有关|相关|区级|市级|省级|县级|国家|财政|专项|资金|项目|政策"
    r"|保障|待遇|和|与|及|多项|同类|的|首笔|首次|一次性|第[^,;。]{1,6}[条项款])*"
)
#: 获得补助的冷库: what the money went into.
_PAID_FOR = re.compile(
    r"(?:获得|享受|领取|取得)(?:了|过)?"
    + _BENEFIT
    + r"的(?P<noun>[一-鿿]{2,8}?)"
    + r"(?=应|须|必|在|不得|自|于|[一二三四五六七八九十\d两]+(?:个月|年)|,)"
)
#: 市级同类补贴, 区级其他财政资金: of others than this policy.
_ELSEWHERE = re.compile(
    r"(?:其他|其它|上级|同级|国家|中央|省|市|区|县|本市|本区|本县|本省)(?:级|其他|财政|同类)"
)
_WHOLE = re.compile(
    r"本(?:办法|措施|政策|细则|规定|意见|方案|通知|指南|公告)(?!第|[一二三四五六七八九十]条)"
)
_REST = re.compile(r"(?:其余|其他|其它)(?:各)?(?:项|事项|项目|类|补贴|奖励|补助|支持)")
_EXCEPT = re.compile(r"除第[^,;。]{1,12}[条项]")
#: 养老服务单位每年1月提出申请; 个人通过户籍所在地提出.
_BODIES = re.compile(
    r"[\W\d一二三四五六七八九十条第]*[^,;。、的]{0,8}?(?:单位|企业|机构|公司)(?:应|须|每年|于|在|向|通过|登录|提)"
)
_PEOPLE = re.compile(
    r"[\W\d一二三四五六七八九十条第]*(?:个人|本人|居民|劳动者)(?:应|须|每年|于|在|向|通过|登录|提|申[报请领])"
)

#: 本细则第二条第（一）项、第（二）项: points that are items of their own.
_POINT = rf"第\({NUMBER}\)项"
_POINTS = re.compile(rf"[条款]{_POINT}(?:(?:、|和|及|以及|至|到|-){_POINT})*")

Numbers = frozenset[int]


def points_named(words: str) -> list[Decimal]:
    """The numbers of points in brackets: 第（一）项至第（三）项 are three."""
    found: list[Decimal] = []
    for match in re.finditer(rf"(?P<to>至|到|-)?第\(({NUMBER})\)项", words):
        value = as_number(match[2])
        if value is None:
            continue
        if match["to"] and found:
            found += [found[-1] + step for step in range(1, int(value - found[-1]))]
        found.append(value)
    return found


@dataclass
class Reach:
    """Which of the items of one policy a stretch of it speaks of.

    ``people``: for each item whether it is for persons.
    """

    outline: Outline
    items: Sequence[DraftItem]
    people: Sequence[bool]
    _beside: dict[int, Numbers] = field(default_factory=dict)
    _scopes: dict[str, Numbers] = field(default_factory=dict)

    def of(self, clause: int, start: int, end: int, *, whole: bool = False) -> Numbers:
        """The items ``[start, end)`` speaks of; with ``whole`` 本办法 means all wherever said."""
        said = self.outline.view[start:end]
        near = self._all_of_policy(clause) if whole and _WHOLE.search(said) else self.beside(clause)
        return self._narrowed(clause, start, end, near)

    def pieces(self, clause: int, start: int, end: int) -> list[tuple[int, int, Numbers]]:
        """The stretches between ; of ``[start, end)`` and of which items each speaks.

        其余各项 are those that no other stretch names.
        """
        near = self.beside(clause)
        found: list[tuple[int, int, Numbers]] = []
        named: set[int] = set()
        at = start
        for piece in self.outline.view[start:end].split(";"):
            stop = at + len(piece)
            mine = self._narrowed(clause, at, stop, near)
            if _REST.search(piece) and named:
                mine = near - named or near
            elif mine != near:
                named |= mine
            found.append((at, stop, mine))
            at = stop + 1
        return found

    def beside(self, number: int) -> Numbers:
        """The items of the innermost clause around clause ``number`` that holds any."""
        if number not in self._beside:
            clause: Clause | None = self.outline.every[number]
            found: Numbers = frozenset()
            while clause is not None and not found:
                found = self._inside(clause)
                clause = self.outline.parent(clause)
            self._beside[number] = found or frozenset(range(len(self.items)))
        return self._beside[number]

    def _all_of_policy(self, number: int) -> Numbers:
        clause: Clause | None = self.outline.every[number]
        while clause is not None:
            if clause.kind is ClauseKind.PART or is_policy(clause):
                return self._inside(clause) or frozenset(range(len(self.items)))
            clause = self.outline.parent(clause)
        return frozenset(range(len(self.items)))

    def _inside(self, clause: Clause) -> Numbers:
        return frozenset(
            number
            for number, places in enumerate(self._places)
            if any(clause.start <= place < clause.subtree_end for place in places)
        )

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [(self.outline.every[i.clause].start, i.quote.start) for i in self.items]

    def _narrowed(self, clause: int, start: int, end: int, near: Numbers) -> Numbers:
        if len(near) < 2:
            return near
        if by_number := self._by_number(start, end, near):
            return by_number
        own = self.outline.every[clause]
        if own.start < start and (but := _EXCEPT.search(self.outline.view, own.start, start)):
            # 「除第十条外，资金按年申报。本年申报时间为…」 goes on to speak of the same
            return self._by_number(but.start(), start, near) or near
        said = self.outline.view[start:end]
        return self._by_kind(said, self.called(said, near))

    def _by_number(self, start: int, end: int, near: Numbers) -> Numbers:
        if points := _POINTS.search(self.outline.view, start, end):
            wanted = set(points_named(points[0]))
            if found := frozenset(n for n in near if self._point(n) in wanted):
                return found
        if not named_items(self.outline, start, end):
            return frozenset()
        every = self.outline.every
        return frozenset(
            n for n in near if reaches(self.outline, start, end, every[self.items[n].clause])
        )

    def _point(self, number: int) -> Decimal | None:
        """The number in brackets of an item: （三）."""
        clause: Clause | None = self.outline.every[self.items[number].clause]
        while clause is not None:
            if point := re.fullmatch(rf"\(({NUMBER})\)[、.]?", fold(clause.marker)):
                return as_number(point[1])
            clause = self.outline.parent(clause)
        return None

    def _by_kind(self, said: str, near: Numbers) -> Numbers:
        if _BODIES.match(said):
            return frozenset(n for n in near if not self.people[n]) or near
        if _PEOPLE.match(said):
            return frozenset(n for n in near if self.people[n]) or near
        return near

    def called(self, said: str, near: Numbers) -> Numbers:
        """Those of ``near`` whose names stand in the words, or all when none does."""
        names = [match["name"] for match in _NAMED.finditer(said)]
        if subject := _SUBJECT.match(said):
            names += re.split("、|和|及", subject["names"])
        found: set[int] = set()
        for name in names:
            whole = re.sub(rf"^{_NAMELESS.pattern}", "", name)
            core = re.sub(_BENEFIT + "$", "", whole)
            if len(core) > 1:
                found |= (
                    self._titled(whole, near)
                    or self._titled(core, near)
                    or self._quoting(core, near)
                )
        if not found and (paid := _PAID_FOR.search(said)):
            found |= self._titled(paid["noun"], near)
        return frozenset(found) or near

    def named_in(self, scope: str) -> Numbers:
        """The items that scope words name, by number or by title.

        Nothing where they name none: 市级同类补贴 is no item of this policy.
        """
        if scope not in self._scopes:
            self._scopes[scope] = self._read_scope(scope)
        return self._scopes[scope]

    def _read_scope(self, scope: str) -> Numbers:
        every = frozenset(range(len(self.items)))
        if numbers := numbers_in(scope):
            kind, wanted = numbers
            return frozenset(
                n
                for n in every
                if (mine := number_among(self.outline, self._clause_of(n), kind)) and mine in wanted
            )
        called: set[int] = set()
        for name in re.split("、|和|及|与", scope):
            core = re.sub(rf"^{_NAMELESS.pattern}", "", re.sub(_BENEFIT + "$", "", name))
            if len(core) > 1 and name != core and not _ELSEWHERE.match(name):
                called |= self._titled(core, every) or self._quoting(core, every)
        return frozenset(called)

    def _clause_of(self, number: int) -> Clause:
        return self.outline.every[self.items[number].clause]

    def _titled(self, name: str, near: Numbers) -> Numbers:
        return frozenset(n for n in near if name in self._titles[n])

    def _quoting(self, name: str, near: Numbers) -> Numbers:
        """Headings may name several items; then the words of the grant tell which it is."""
        return frozenset(n for n in near if name in self._quotes[n])

    @cached_property
    def _titles(self) -> list[str]:
        return [fold(item.title) for item in self.items]

    @cached_property
    def _quotes(self) -> list[str]:
        return [fold(item.quote.text) for item in self.items]
