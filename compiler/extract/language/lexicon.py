"""Patterns generated from the vocabulary: known titles, person categories, statistical classes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from compiler.fold import fold
from rules.vocabulary import Kind, Vocabulary

_TITLE_ATTRIBUTES = ("titles", "listing_stage", "rankings", "awards_won", "product_catalogue")


@dataclass(frozen=True)
class Lexicon:
    """Compiled name patterns of one vocabulary; each option found maps back to its written form."""

    titles: re.Pattern[str]
    tags: tuple[tuple[str, re.Pattern[str]], ...]
    names: frozenset[str]
    enums: dict[str, str]
    spelling: dict[str, str]
    owner: dict[str, str]
    choices: tuple[tuple[str, re.Pattern[str]], ...]

    def canonical(self, name: str) -> str | None:
        """The option a folded name stands for, quotation marks and 企业 aside; None if unknown."""
        return self.spelling.get(_bare(name))

    def attribute_of(self, option: str) -> str:
        """Label of the attribute an option belongs to (资质认定 unless it is a listing stage)."""
        return self.owner.get(option, "资质认定")


@lru_cache(maxsize=8)
def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of a vocabulary; cached, as building it costs more than reading a sentence."""
    spelling: dict[str, str] = {}
    owner: dict[str, str] = {}
    titles: list[str] = []
    for attribute_id in _TITLE_ATTRIBUTES:
        attribute = vocabulary.get(attribute_id)
        for option in attribute.options if attribute else ():
            titles.append(option)
            spelling.setdefault(_bare(option), option)
            owner.setdefault(option, attribute.label if attribute else "")
    for alias, option in _ALIASES.items():
        spelling.setdefault(_bare(alias), option)
        titles.append(alias)
    tags = []
    for attribute_id in ("person_category", "skill_level"):
        attribute = vocabulary.get(attribute_id)
        for option in attribute.options if attribute else ():
            spelling.setdefault(_bare(option), option)
        if attribute:
            aliases = _PEOPLE_ALIASES if attribute_id == "person_category" else {}
            spelling.update({_bare(alias): option for alias, option in aliases.items()})
            names = (*aliases, *attribute.options)
            tags.append((attribute.label, _alternation(names, _NOT_A_PERSON)))
    return Lexicon(
        titles=_alternation(titles),
        tags=tuple(tags),
        names=_all_names(vocabulary),
        enums=_enums(vocabulary),
        spelling=spelling,
        owner=owner,
        choices=_choices(vocabulary),
    )


#: Choices whose names are common words of other things, or that are read by patterns of their own.
_READ_APART = (
    "entity_type", "enterprise_size", "industry", "education", "gender", "project_role",
    "site_rating", "credit_grade", "disability_grade", "care_level", "talent_level",
)  # fmt: skip


def _choices(vocabulary: Vocabulary) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """认证等级为五级: each name of a choice, a verb, and options of it."""
    found = []
    for attribute in vocabulary.attributes:
        if attribute.kind is not Kind.ENUM or attribute.id in _READ_APART:
            continue
        names = sorted(
            {fold(n) for n in (attribute.label, *attribute.synonyms)}, key=len, reverse=True
        )
        options = "|".join(
            re.escape(o)
            for o in sorted((fold(o) for o in attribute.options), key=len, reverse=True)
        )
        found.append(
            (
                attribute.label,
                re.compile(
                    rf"(?:{'|'.join(map(re.escape, names))})(?:认定|评定)?(?:为|是|属于|达到|在|:)+"
                    rf"(?P<list>(?:{options})(?:(?:、|和|或者?|及)(?:{options}))*)(?=$|[,;。、的且并])"
                ),
            )
        )
    return tuple(found)


#: Everyday short forms of titles; each stands for exactly one option.
_ALIASES = {
    "国高": "国家高新技术企业",
    "国家级高新技术企业": "国家高新技术企业",
    "高新技术企业": "国家高新技术企业",
    "高企": "国家高新技术企业",
    "国家科技型中小企业": "科技型中小企业",
    "专精特新企业": "专精特新中小企业",
}
#: Categories of people in everyday words; each stands for exactly one option.
_PEOPLE_ALIASES = {
    name: option
    for option, names in {
        "最低生活保障对象": (
            "低保对象", "低保人员", "低保户", "低保家庭", "低保家庭成员", "最低生活保障人员",
            "最低生活保障家庭", "最低生活保障家庭成员", "城乡低保对象", "城乡最低生活保障对象",
        ),
        "最低生活保障边缘家庭成员": (
            "低保边缘家庭", "低保边缘家庭成员", "低保边缘对象", "低保边缘人口", "低保边缘户",
            "最低生活保障边缘家庭",
        ),
        "特困人员": (
            "特困供养人员", "特困供养对象", "特困救助供养人员", "城乡特困人员", "特困户",
            "特困家庭",
        ),
        "脱贫人口": ("脱贫户", "脱贫家庭", "脱贫人员", "建档立卡脱贫户", "建档立卡脱贫人口"),
        "防止返贫监测对象": ("防返贫监测对象", "防止返贫监测户", "防返贫监测户", "监测户"),
    }.items()
    for name in names
}  # fmt: skip


def _enums(vocabulary: Vocabulary) -> dict[str, str]:
    """Options that belong to exactly one choice attribute -> its label (小学 -> 就读学段)."""
    owners: dict[str, set[str]] = {}
    for attribute in vocabulary.attributes:
        if attribute.kind is Kind.ENUM:
            for option in attribute.options:
                owners.setdefault(fold(option), set()).add(attribute.label)
    return {o: labels.pop() for o, labels in owners.items() if len(labels) == 1 and len(o) >= 2}


def _all_names(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(fold(name) for a in vocabulary.attributes for name in (a.label, *a.synonyms))


def _bare(name: str) -> str:
    return re.sub(r"[\"'“”‘’()（）\s]|企业$", "", fold(name))


#: 港澳青年企业, 残疾人证, 高校毕业生人数: the word names something else.
_NOT_A_PERSON = (
    r"(?!企业|之家|创新|创业|项目|载体|团队|员工|持股|人数|就业|服务|证|家庭|担任"
    r"|占比|比例|专用|机动|组织|联合会|用品|辅助|工资|权益)"
)


#: 高新技术产业, 科技型中小产业园: without 企业 the words name something else.
_NOT_THE_TITLE = "产业|成果|领域|开发区|产业园|园区|项目|人才|改造|创业"


def _alternation(names: Iterable[str], tail: str = "") -> re.Pattern[str]:
    patterns = []
    for name in sorted({fold(n) for n in names}, key=lambda n: (-len(n), n)):
        # Quotation marks inside a name come and go: 专精特新"小巨人"企业, 专精特新小巨人企业.
        letters = [re.escape(c) for c in name if c not in "\"'"]
        body = r"[\"']?".join(letters)
        if name.endswith("企业") and len(name) > 4:
            body = body.removesuffix(r"企[\"']?业") + rf"(?:企业|(?!{_NOT_THE_TITLE}))"
        patterns.append(r"[\"']?" + body + r"[\"']?" + tail)
    return re.compile("|".join(patterns) or r"(?!)")
