"""Resolve: names as written into vocabulary attributes, places and periods; nothing is forced.

A name resolves only when, apart from set words (企业, 年, 实际…), it *is* a label or synonym and
its kind fits the number beside it. Everything else becomes a proposed attribute named as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from compiler.diagnostics import diagnose
from compiler.extract.language.balanced import whole
from compiler.fold import fold
from compiler.moments import read_period
from rules.document import DocumentMeta, SourceSpan
from rules.errors import Diagnostic
from rules.nearness import likely_department
from rules.period import NOW, Period
from rules.quantity import (
    AnyQuantity,
    Area,
    Count,
    DateValue,
    Duration,
    Headcount,
    Money,
    Ratio,
)
from rules.region import place_names
from rules.vocabulary import Attribute, Kind, Subject, Vocabulary

_KIND_OF = {
    Money: Kind.MONEY, Ratio: Kind.RATIO, Headcount: Kind.HEADCOUNT, Area: Kind.AREA,
    Duration: Kind.DURATION, Count: Kind.COUNT, DateValue: Kind.DATE,
}  # fmt: skip
_LEAD = re.compile(
    r"^(?:(?:该|本|申报)?项目(?=实际)|(?:申[报请]|用人|参保|受助|承办|初创|相关|符合条件的?|本|该|其(?![他它余])|上述)?"
    r"(?:企业|单位|公司|机构|主体|申请人|申报人|申请者|家庭|项目单位|人员|本人|借款人)(?:的)?"
    r"|建成的?|建有|配备|配有|设有|在?(?:本|我|全)[省市区县](?:范围|辖区)?内?(?=.{2})|形成的?|产生的?|月均|月平均|个人|实[付缴]的?(?=.{2})|实际|实现|完成|拥有的?|具有的?|具备|取得的?|获得的?|持有的?|单轮|其中|全部|已有|现有|已|且"
    r"|当地(?=.{3})|对外(?=服务)|自有|(?:本|全)?[区市县](?:内)?(?:已有|现有)|已有|现有|累计|年度|年|当年|总|新增?(?=认定)"
    r"|有效(?=期)|(?:支付|缴纳|发生|支出)的?(?=[^的]{2,}(?:费用?|租金|利息|成本)$))+"
)
_TAIL = re.compile(
    r"(?:的)?(?:总额|金额|总金额|数量|总数|总量|数|额度|额|余额|规模|总计|合计|达到?|已|纳统|入统)+$"
)
#: Verbs of elapsed time: what counts the years is named by the verb, in whatever words stand
#: around it.
_ELAPSED = (
    (
        re.compile(
            r"(?:注册|成立|设立|登记|开办)(?:登记|注册|成立|时间|年限|期限|手续|之日)*$"
            r"|^(?:持续|正常|连续|实际|已|稳定)*(?:运营|经营|营业|运行)(?:时间|年限)?$"
        ),
        "years_established",
    ),
    (
        re.compile(
            r"(?:缴纳|参加|参保)[^,;。]{0,12}"
            r"(?:社会保险|社保|养老保险|医疗保险|职工[^,;。]{0,4}保险)费?(?:满|时间|达)?$"
            r"|(?:社会保险|社保)(?:缴费|参保|缴纳)?(?:时间|年限|满)?$"
        ),
        "social_insurance_months",
    ),
    (
        re.compile(
            r"失业保险费?(?:并)?(?:累计|连续|足额)*(?:缴费|缴纳)?(?:满|时间)?$|缴纳失业保险费?$"
        ),
        "unemployment_insured_months",
    ),
    (re.compile(r"(?:居住|常住)(?:时间|满|年限)?$"), "residence_years"),
    (re.compile(r"(?:毕业|离校|领取毕业证)(?:后|时间)?$"), "years_since_graduation"),
    (
        re.compile(
            r"(?:劳动|聘用|用工|劳务)(?:\(聘用\))?合同(?:期限)?$|^(?:签订|签署)?合同(?:期限)?$"
        ),
        "contract_term",
    ),
    (re.compile(r"(?:落户|迁入|入驻|落地)(?:后|时间|满)?$"), "years_settled"),
    (
        re.compile(
            r"(?:^|[区市县省业位内岗]|连续|累计|稳定|持续|实际|全职)(?:在岗|就业|工作|服务|任职)(?:时间|满)?$"
        ),
        "months_employed",
    ),
)
#: 服务场地面积, 可自主支配的中试场地使用面积: the ground somebody works on, whatever for.
_SITE = ((re.compile(r"(?:场地|场所)(?:建筑|使用)?(?:总)?面积$"), "site_area"),)
#: 举办创业沙龙、路演、训练营等活动: so many events, whatever they are called.
_EVENTS = (
    (
        re.compile(
            r"^(?:组织|承办|主办|开展|举办|策划)+[^,;。]*(?:活动|沙龙|路演|培训|讲座|论坛|展会|赛事|演出|对接会|训练营)$"
        ),
        "events_held",
    ),
)
#: 获得创投机构股权投资1000万元: how much came in, whoever put it in.
_CAME_IN = (
    (
        re.compile(
            r"^(?:获得?|取得|获批|引入|完成)[^,;。]{0,14}?(?:股权|风险|创业|天使)(?:投资|融资)(?:资金|款)?$"
        ),
        "equity_financing",
    ),
)
#: Requirements drafted in many words that a vocabulary attribute states exactly.
_STATED = (
    (
        re.compile(
            # a body that has filed itself (已向卫生健康局备案) has filed no project
            r"^(?=[^,;。]*(?:项目|改造|投资|建设|立项|工程))[^,;。]{0,40}?"
            r"(?:已|完成|办理|取得|经)[^,;。]{0,24}?(?:备案|核准)(?:手续|证)?$"
            r"|^(?:已|依法|按规定)*(?:已|完成|办理|取得|经)+(?:备案|核准)(?:手续|证)?$"
        ),
        "project_filed",
    ),
    (re.compile(r"(?:申报|享受|办理)[^,;。]{0,6}研发费用?(?:税前)?加计扣除"), "rd_deduction_filed"),
    (
        re.compile(
            r"^(?:存在|有|经查实|被查实|经查|发现)*(?:通过|采取|以|用)?(?:弄虚作假|提供虚假[^,;。]{0,8}|[^,;。]{2,10}(?:手段|方式))?(?:等?(?:手段|方式))?"
            r"(?=[^,;。]*(?:骗|套取|冒领|虚报))(?:骗取|套取|骗补|挪用|截留|挤占|侵占|冒领|虚报|贪污|滞留|、|或者?|和|及)+"
            r"(?:中央|各级|本级|[省市区县]级|[省市区县]|政府|国家|财政|专项|扶持|奖励|补[贴助]|奖补)*(?:资金|补[贴助]|奖励|奖补|款项|款|经费)(?:的?行为)?$"
        ),
        "subsidy_fraud",
    ),
    (
        re.compile(
            r"^(?:首次|初次|第一次)(?:自主)?(?:创办|开办|注册|登记|设立|领办)(?:登记|注册)?(?:了)?"
            r"(?:小微企业|企业|个体工商户|个体户|个体经营|经济实体|农民专业合作社|合作社|民办非企业单位|社会组织|、|或者?|和|及|以及)+$"
        ),
        "first_startup",
    ),
    (
        re.compile(
            r"(?:报送|填报|提供)(?:真实|准确|完整|相关|有关|各类|企业|月度|年度|季度|等|、|的|和)*统计[^,;。]{0,6}(?:数据|报表|资料|材料)"
        ),
        "statistics_reported",
    ),
    (
        re.compile(
            r"(?:依法|按规定|按时|足额|正常)+[^,;。]{0,4}(?:缴纳|参加)[^,;。]{0,6}(?:社会保险|社保)"
            r"费?$"
        ),
        "social_insurance_paid",
    ),
    (
        re.compile(
            r"(?:财务|会计)(?:管理|核算|机构和)*(?:制度|机构|体系)(?:健全|规范|完善)$|财务(?:管理)?(?:健全|规范)$"
            r"|(?:健全|完善|规范)的?(?:财务|会计)[^,;。]{0,8}(?:制度|机构|体系|核算)"
        ),
        "financial_system_sound",
    ),
)
#: 吸纳残疾人稳定就业 is how long others work; 失业、工伤保险 are not all of 社会保险.
_OF_OTHERS = re.compile(
    r"(?:吸纳|招用|安置|安排|带动|帮助|聘用)[^,;。]{2,}(?:就业|工作|服务)|(?:失业|工伤|生育)、[^,;。]{0,12}保险"
)
_PHRASES = {
    Kind.DURATION: _ELAPSED, Kind.BOOL: _STATED, Kind.AREA: _SITE, Kind.COUNT: _EVENTS,
    Kind.MONEY: _CAME_IN,
}  # fmt: skip
#: Words that count the same things (3家 or 3处 shops, 5件 or 5项 patents); a 次 counts no thing.
_CLASSIFIERS = ({"个", "家", "户", "处", "间", "所"}, {"个", "项", "件", "种"})


@dataclass
class Names:
    """Resolves names for one document; remembers proposed attributes and what was doubtful."""

    vocabulary: Vocabulary
    meta: DocumentMeta
    subject: Subject = Subject.ENTERPRISE
    file: str = ""
    proposed: dict[str, Attribute] = field(default_factory=dict)
    met: dict[str, str] = field(default_factory=dict)  # folded names of proposed ones as written
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @cached_property
    def by_name(self) -> dict[str, list[Attribute]]:
        """The attributes of the vocabulary by folded id, label and synonym."""
        names: dict[str, list[Attribute]] = {}
        for attribute in self.vocabulary.attributes:
            for name in (attribute.id, attribute.label, *attribute.synonyms):
                names.setdefault(fold(name), []).append(attribute)
        return names

    def attribute(
        self, name: str, value: AnyQuantity | None, written: str, span: SourceSpan
    ) -> Attribute:
        """The attribute a name stands for beside this value; proposed when none fits."""
        kind = _KIND_OF[type(value)] if value is not None else Kind.BOOL
        known = self.known(name, kind, value)
        return known or self.propose(written or name, kind, value, span)

    def known(self, name: str, kind: Kind, value: AnyQuantity | None = None) -> Attribute | None:
        """The vocabulary attribute of this kind that the name is, or None."""
        names = self.by_name
        for candidate in _candidates(name):
            for attribute in names.get(candidate, ()):
                if attribute.kind is kind and _unit_fits(attribute, value):
                    return attribute
        phrases = _PHRASES.get(kind, ())
        if re.search(r"父母|监护人|配偶|子女|家长", name):
            return None  # a fact of somebody else
        if kind is Kind.DURATION and _OF_OTHERS.search(name):
            return None
        if kind is Kind.BOOL and re.match(r"(?:尚|从)?(?:未|不|无|没有)", name):
            return None  # 未按规定报送统计报表 is the opposite of what the vocabulary asks
        for pattern, attribute_id in phrases:
            if pattern.search(name):
                stated = self.vocabulary.get(attribute_id)
                return stated if stated and _unit_fits(stated, value) else None
        return None

    def met_as(self, label: str) -> Attribute | None:
        """The attribute proposed under this name before, in whichever script it was written."""
        return self.proposed.get(f"?{self.met.get(fold(label), label)}")

    def propose(
        self, label: str, kind: Kind, value: AnyQuantity | None, span: SourceSpan
    ) -> Attribute:
        """A proposed attribute named as written, typed by its unit."""
        label = re.sub(r"\s+", "", label).strip('的、，,。；;：: "')
        first, last = whole(label, 0, len(label))
        label = label[first:last] or "未命名指标"
        # 實繳資本 and 实缴资本 are one fact; it keeps the name it was first met under
        label = self.met.setdefault(fold(label), label)
        attribute_id = f"?{label}"
        if existing := self.proposed.get(attribute_id):
            if existing.kind is kind and _unit_fits(existing, value):
                return existing
            attribute_id = f"?{label}（{value.unit if isinstance(value, Count) else kind.value}）"
            if attribute_id in self.proposed:
                return self.proposed[attribute_id]
        unit = value.unit if isinstance(value, Count) else ""
        question = f"是否{label}？" if kind is Kind.BOOL else f"{label}是多少？"
        of_project = label.startswith("项目年")  # what a project saves a year is found once
        yearly = (
            kind is not Kind.BOOL
            and not of_project
            and re.search(
                r"(?:^|后|[^\d常青少老中周往全])年(?!薪制|[龄末底初级检报度化会])[^内]", fold(label)
            )
        )
        attribute = Attribute(
            id=attribute_id,
            label=label,
            kind=kind,
            subject=self.subject,
            unit=unit,
            period=Period("annual") if yearly else NOW,
            question=question,
            department=likely_department(label),
            proposed=True,
        )
        self.proposed[attribute_id] = attribute
        self.diagnostics.append(diagnose("PC401", span, file=self.file, name=label))
        return attribute

    def place(self, words: str, span: SourceSpan) -> str:
        """The place a region phrase means: 本区 by the issuer, others as short as unambiguous."""
        words = fold(words)
        bare = re.sub(r"(?:行政区域|行政区划|辖区|区域|范围)?(?:范围)?(?:内|以内)?$", "", words)
        if bare in ("", "本", "我", "全"):
            words = "本辖区"  # 在辖区内, 本行政区域内: nothing but the place itself
        elif words not in ("境内", "国内"):
            words = bare
        own = {"省": "", "市": "", "区": "", "县": ""}
        for source in (self.meta.issuer, self.meta.title):
            for level in own:
                if not own[level]:
                    own[level] = _own_place(fold(source), level)
        level = words[-1:] if words[:1] in "本我全" else ""
        if words in ("本辖区", "境内", "国内", "本街道", "本镇") or level in own:
            found = own.get(level, "")
            if words == "本辖区":
                found = own["区"] or own["县"] or own["市"] or own["省"]
            if found:
                return found
            self.diagnostics.append(diagnose("PC402", span, file=self.file, name=words))
            return words
        if known := _by_short_name(words, own.values()):
            return known
        smallest = re.search(
            r"(?:省|市|^)([^省市]{1,8}?(?:示范区|开发区|高新区|合作区|新区|区|县|镇))$", words
        )
        if smallest and len(smallest[1]) >= 3:
            return smallest[1]
        return re.sub(r"^[一-鿿]{2,3}省(?=.+市$)", "", words)

    def period(self, words: str, attribute: Attribute) -> tuple[Period, str]:
        """Period code and aggregate (each, sum, mean or nothing) of words of time."""
        return read_period(words, flow=_is_flow(attribute), default=attribute.period)


def _is_flow(attribute: Attribute) -> bool:
    return attribute.period.code == "annual" or (
        attribute.proposed
        and attribute.kind in (Kind.MONEY, Kind.RATIO, Kind.COUNT, Kind.HEADCOUNT)
    )


def _by_short_name(words: str, own: Iterable[str]) -> str:
    """在云江注册: the text's own place or a known city; empty where the words name neither."""
    places = [p for p in own if p]
    known = {*places, *place_names()}
    either = (*places, f"{words}市") if re.fullmatch("[一-鿿]{2,3}", words) else ()
    return next((p for p in either if p[:-1] == words and p in known), "")


def _own_place(source: str, level: str) -> str:
    pattern = {
        "省": r"([一-鿿]{2,3}省)",
        "市": r"(?:省|^|、|局|关于|印发|《)([一-鿿]{2,4}?市)(?!场|政(?!府)|民(?!政)|容)",
        "区": r"(?:市|^|印发|《|关于)([一-鿿]{2,4}?区)(?!域|块)",
        "县": r"(?:市|^|印发|《|关于)([一-鿿]{2,4}?县)",
    }[level]
    # 制造强省, 全省, 城市: words for a kind of place are the name of none
    names = (found[1] for found in re.finditer(pattern, source))
    return next((name for name in names if not _NO_PLACE.search(name)), "")


_NO_PLACE = re.compile(
    r"[强大全各本我外跨邻兄弟]省$|[强大全各本我外跨城门超上夜股楼]市$|(?:地|县)级市$|[强全各本我外跨]区$|[强全各本我外跨]县$"
)


_OF_STAFF = re.compile(
    r"(?P<part>.+?)(?:人数|数)?占(?:本|全部|当年|全体)?(?:企业|单位|公司)?(?:当年|在岗|全体)?"
    r"(?:职工|员工|从业人员|人员)(?:总人数|总数|人数)?(?:的)?(?:比例|比重|比率|比)?"
)


def _candidates(name: str) -> list[str]:
    bare = fold(name).replace("第一次", "首次")
    found = [bare, _LEAD.sub("", bare)]
    if lead := _LEAD.match(bare):
        # 年度实际支付利息: set words may belong to the name itself
        found.extend(bare[cut:] for cut in range(1, lead.end()) if _LEAD.fullmatch(bare[:cut]))
    found.extend([_TAIL.sub("", n) for n in list(found)])
    if not bare.endswith("销售金额"):  # of certain goods; 销售额 is that of the whole year's trade
        found.extend([n + "额" for n in list(found)])
    if staff := _OF_STAFF.fullmatch(found[1]):
        found.append(staff["part"] + "占比")  # 研发人员占职工总数的比例 is 研发人员占比
    return [n for n in dict.fromkeys(found) if n]


#: 1兆瓦 is 1000千瓦.
_MULTIPLES = {("兆瓦", "千瓦"): 1000, ("兆瓦时", "千瓦时"): 1000, ("度", "千瓦时"): 1}


def in_unit(value: Count, unit: str) -> Count:
    """The same number of things in the unit the vocabulary counts them in."""
    return Count(number=value.number * _MULTIPLES.get((value.unit, unit), 1), unit=unit)


def _unit_fits(attribute: Attribute, value: AnyQuantity | None) -> bool:
    if not isinstance(value, Count) or attribute.kind is not Kind.COUNT:
        return True
    if (value.unit, attribute.unit) in _MULTIPLES:
        return True
    return value.unit == attribute.unit or any(
        value.unit in alike and attribute.unit in alike for alike in _CLASSIFIERS
    )
