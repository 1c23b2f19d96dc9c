"""What somebody is or has on record: credit, legal person, certificates, disability, ratings."""

from __future__ import annotations

import re

from compiler.extract import words as w
from compiler.extract.drafts import DraftTag
from compiler.extract.fragment import Fragment, own_period, period_before, period_start


def track_records(fragment: Fragment) -> None:
    """未被列入严重失信主体名单: bad records, each denied or asserted, with their time."""
    view = fragment.view
    negation = re.compile(w.NEGATION).search(view, fragment.start, fragment.end)
    anchor = negation.start() if negation else fragment.start
    head = period_before(fragment, fragment.start, fragment.end)
    found = []
    for pattern, name in w.TRACK_RECORD:
        for match in re.compile(pattern).finditer(view, anchor, fragment.end):
            if match.group() and fragment.free(*match.span()):
                found.append((match, name))
                fragment.take(*match.span())
    if not found:
        return
    if not negation and not re.search(
        r"被|列入|纳入|存在|发生|受到|有|骗取|弄虚|拖欠|欠|提供虚假|处于|正在|行为|记录",
        view[fragment.start : fragment.end],
    ):
        return
    found.sort(key=lambda pair: pair[0].start())
    end = max(m.end() for m, _ in found)
    tail = re.compile(r"(?:的)?(?:不良)?(?:行为|记录|情形|情况|事故|名单|名录|事件)?").match(
        view, end, fragment.end
    )
    if tail:
        end = tail.end()
    start = head.start() if head and head.start() < end else min(anchor, found[0][0].start())
    if negation and _of_one_field(view, negation.end(), [m for m, _ in found]):
        # 未受到消防安全行政处罚: a record of one field alone is asked as it is written
        tag = DraftTag(
            shape="is",
            name=view[negation.start() : end],
            period=head.group() if head else "",
            quote=fragment.quote(start, end),
        )
        fragment.add(tag, start, end)
        return
    for match, name in found:
        tag = DraftTag(
            shape="is",
            name=name,
            period=head.group() if head else "",
            negated=negation is not None,
            quote=fragment.quote(start, end),
        )
        fragment.tags.append((match.start(), tag))
    listed = negation.end() if negation else head.end() if head else found[0][0].start()
    for a, b in _unlisted(view, listed, end, [match.span() for match, _ in found]):
        tag = DraftTag(
            shape="is",
            name=view[a:b],
            period=head.group() if head else "",
            negated=negation is not None,
            quote=fragment.quote(start, end),
        )
        fragment.tags.append((a, tag))
    fragment.take(start, end)
    for verb in re.compile(
        r"(?:未|没有|无|不存在|不得)?(?:曾)?(?:被)?"
        r"(?:发生过?|出现过?|列入|纳入|受到过?|存在|产生|造成|认定为|因|有关部门|市场监管部门|依法)+"
    ).finditer(view, fragment.start, fragment.end):
        if fragment.free(*verb.span()):
            fragment.take(*verb.span())


#: What stands before a record without saying of what field it is.
_ANY_FIELD = re.compile(
    r"(?:曾|因|被|受到?过?|发生过?|出现过?|存在|产生|造成|列入|纳入|列为|有关部门|有关|主管部门|相关|市场监管部门"
    r"|[一-鿿]{2,8}(?:部门|机关)|依法|有|任何|其他|各类|各种|各级|重大|较大|特大|一般|严重|轻微|不良|及其?以上|以上|死亡"
    r"|生产经营|经营活动|经营管理|经营|申报|项目|企业|单位|本人|国家|全国|省级?|市级?|区级?|政府|走私|等|的|和|或|或者|及|与"
    r"|过|中|内|在|[、\"“”\s])*"
)


def _of_one_field(view: str, start: int, found: list[re.Match[str]]) -> bool:
    """Whether every record of a list is of a named field: 建筑施工安全事故, 食品安全问题."""
    position = start
    for match in found:
        field = view[position : match.start()]
        position = match.end()
        named = _ANY_FIELD.fullmatch(field) is None and "、" not in field
        if not named and match is found[0]:
            return False
    return True


_CERTAIN_VERB = re.compile(
    r"\s*(?:曾|被|因|受到?过?|发生过?|出现过?|存在|产生|造成|列入|纳入|有关部门|依法|有|其他|等)*"
)


def _unlisted(
    view: str, start: int, end: int, known: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Records of a list (违反环保法规、弄虚作假行为) that the table of records does not have."""
    found, begin = [], start
    for mark in [*re.compile(r"、|(?<!违)和|及|或者?").finditer(view, start, end), None]:
        stop = mark.start() if mark else end
        if any(a < stop and begin < b for a, b in known):
            begin = mark.end() if mark else end
            continue
        verb = _CERTAIN_VERB.match(view, begin, stop)
        a = verb.end() if verb else begin
        if stop - a >= 4 and re.search(
            r"违|欠|拖|处罚|事故|事件|纠纷|失信|不良|犯罪", view[a:stop]
        ):
            found.append((a, stop))
        begin = mark.end() if mark else end
    return found


_LEGAL = re.compile(
    r"(?:依法)?(?:具有|具备|拥有|为|是|属)?"
    r"(?:独立的?(?:企业)?法人(?:资格|地位|单位|企业|机构)?|(?:企业|事业)?法人资格)"
)


def legal_person(fragment: Fragment) -> None:
    """具有独立法人资格."""
    for match in fragment.search(_LEGAL):
        tag = DraftTag(shape="is", name="独立法人资格", quote=fragment.quote(*match.span()))
        fragment.add(tag, *match.span())


#: 承诺10年内注册地址不迁离本区、不改变在本区纳税义务: one promise, however long it is to last.
_PROMISE = re.compile(
    r"(?:书面|作出|签署|签订)?承诺(?:书)?[^,;。]{0,24}?"
    r"不(?:迁[出离移往]|搬[离迁出]|转移|变更注册|改变(?:在)?[^,;。]{0,8}(?:纳税|注册|经营))"
    r"[^,;。、]{0,24}(?:、不(?:迁|搬|改变|减少|变更|转移)[^,;。、]{2,24})*"
)


def promises(fragment: Fragment) -> None:
    """承诺N年内不迁出: the promise is what is asked; its years bind after the grant."""
    for match in fragment.search(_PROMISE):
        tag = DraftTag(shape="is", name="承诺不迁出", quote=fragment.quote(*match.span()))
        fragment.add(tag, *match.span())


_CERTIFICATE = re.compile(
    rf"(?:持有?|办理|取得|领取)(?:有效的?)?(?:{w.REGION})?(?:有效的?)?"
    r"(?P<name>(?:第二代)?残疾人?证|居住证)"
)
_GRADE = re.compile(
    r"残疾(?:等级|程度)(?:评定)?(?:为|达到|在)?"
    r"(?P<a>[一二三四](?:级)?(?:(?:、|和|或|至)[一二三四]级?)*级)"
    r"|(?P<b>[一二三四](?:级)?(?:(?:、|和|或|至)[一二三四]级?)*级)(?:重度)?残疾"
)
_DISABILITY = re.compile(
    r"(?:视力|听力|言语|肢体|智力|精神|多重)残疾人?"
    r"(?:(?:、|和|或|及)(?:视力|听力|言语|肢体|智力|精神|多重)残疾人?)*"
)


def certificates(fragment: Fragment) -> None:
    """残疾人证, 居住证, 残疾等级一级、二级, 智力残疾."""
    for match in fragment.search(_CERTIFICATE):
        if re.search(r"父母|监护人|配偶|子女", fragment.view[fragment.start : match.start()]):
            continue
        name = "居住证" if "居住" in match["name"] else "残疾人证"
        fragment.add(
            DraftTag(shape="is", name=name, quote=fragment.quote(*match.span())), *match.span()
        )
    for match in fragment.search(_GRADE):
        written = match["a"] or match["b"]
        grades = re.findall("[一二三四]", written)
        if "至" in written and len(grades) == 2:
            order = "一二三四"
            grades = list(order[order.index(grades[0]) : order.index(grades[1]) + 1])
        tag = DraftTag(
            shape="one_of",
            name="残疾等级",
            values=tuple(f"{g}级" for g in grades),
            quote=fragment.quote(*match.span()),
        )
        fragment.add(tag, *match.span())
    for match in fragment.search(_DISABILITY):
        kinds = tuple(
            dict.fromkeys(re.findall(r"(?:视力|听力|言语|肢体|智力|精神|多重)残疾", match.group()))
        )
        tag = DraftTag(
            shape="one_of", name="残疾类别", values=kinds, quote=fragment.quote(*match.span())
        )
        fragment.add(tag, *match.span())


_GRADE_WORD = (
    r"(?:优秀|良好|不合格|基本合格|合格|优(?![良先化质势惠胜异等])|良(?![好性])"
    r"|[A-Ea-e](?:级|档|类|等)?(?![A-Za-z\d]))"
)
_RATING = re.compile(
    r"(?:绩效|综合|(?<![上本当一])年度|运营|建设|服务|工作|质量|信用|目标)*(?:考核|评价|评估|考评|评级|评定|评审|测评)"
    r"(?:评价|评估|考核|评定)?(?:结果|等次|等级|档次|结论|级别)*"
    r"(?:被?(?:认定|评定|评|确定)为|为|是|达到?|获得|获评|获|属于|在)?[\"']?"
    rf"(?P<list>{_GRADE_WORD}[\"']?(?:(?:、|和|或者|或|及|以及)[\"']?{_GRADE_WORD}[\"']?)*)"
    r"(?:等次|等级|档次|档)?(?P<up>及以上|\(含\)以上|以上)?(?:等次|等级|档次|标准|的?(?=载体|平台))?"
)
_PASSED = re.compile(r"[^结等级档]*?(?:评审|评定|评估|考核|评价|测评)(?:为|达到)?合格")
_SCALES = (("优秀", "良好", "合格"), ("A级", "B级", "C级", "D级"))
_GRADE_NAMES = {"优": "优秀", "良": "良好"}


def ratings(fragment: Fragment) -> None:
    """考核结果为良好以上, 上年度绩效评价为A级、B级: the grades that meet it, and the year."""
    for match in fragment.search(_RATING):
        if _PASSED.fullmatch(match.group()):
            continue  # 经评审合格: an office has passed it, no grade was given
        values = tuple(_grade(word) for word in re.findall(_GRADE_WORD, match["list"]))
        scale = next((s for s in _SCALES if values[-1] in s), ())
        if match["up"] and scale:
            values = scale[: scale.index(values[-1]) + 1]
        start = period_start(fragment, match.start())
        tag = DraftTag(
            shape="one_of",
            name="评级结果",
            values=values,
            period=own_period(fragment, match.start()) if start < match.start() else "",
            quote=fragment.quote(start, match.end()),
        )
        fragment.add(tag, start, match.end())


def _grade(word: str) -> str:
    """A, A档 and A级 are one grade; so are 优 and 优秀."""
    letter = re.fullmatch(r"([A-Ea-e]).?", word)
    return letter[1].upper() + "级" if letter else _GRADE_NAMES.get(word, word)
