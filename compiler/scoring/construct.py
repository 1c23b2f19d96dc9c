"""The constructs of policy language by which the compiler's failures are counted.

The list is closed: a leaf, an award or a rule shows what its types and fields say, and nothing
else. Whatever no type tells apart (再次认定, a reference already resolved to its conditions) is
counted as what it became.
"""

from __future__ import annotations

from enum import StrEnum


class Construct(StrEnum):
    """One construct; the word before the dot is its dimension. ``label`` is what people read."""

    label: str

    def __new__(cls, value: str, label: str) -> Construct:
        """A member that is its value, with a Chinese label."""
        made = str.__new__(cls, value)
        made._value_ = value
        made.label = label
        return made

    # what a condition asks
    MONEY = "asks.money", "金额门槛"
    AMOUNT = "asks.amount", "件数、人数、面积等门槛"
    RATE = "asks.ratio", "比率门槛"
    DURATION = "asks.duration", "满N年、年龄等时长"
    GROWTH = "asks.growth", "同比增长"
    INCREMENT = "asks.increment", "比上年增加"
    SHARE = "asks.share", "占比"
    EACH_YEAR = "asks.each_year", "连续N年每年"
    SUM_OF_YEARS = "asks.sum_of_years", "N年累计"
    MEAN_OF_YEARS = "asks.mean_of_years", "N年平均、最高、最低"
    RECORDS = "asks.records", "符合条件的记录数"
    TWO_FIGURES = "asks.two_figures", "两个指标相比"
    REGION = "asks.region", "地域"
    BODY = "asks.body", "主体类型"
    INDUSTRY = "asks.industry", "行业"
    CHOICE = "asks.choice", "其他分类"
    TITLE = "asks.title", "称号"
    TITLE_LEVELS = "asks.title_levels", "多级或并列称号"
    FIRST = "asks.first", "首次"
    PERSONS = "asks.persons", "人员类别"
    TAG = "asks.tag", "上市阶段、统计类别等标记"
    DATE = "asks.date", "日期在期间内"
    STATEMENT = "asks.statement", "是否（应为是）"
    RECORD_FREE = "asks.record_free", "是否（应为否）"
    JUDGED = "asks.judged", "由人裁量"
    UNPARSED = "asks.unparsed", "没有读懂的话"
    # how it compares, and why so
    AT_LEAST_N = "compares.ge", "≥ 以上、不低于、达到"
    ABOVE = "compares.gt", "> 超过、高于"
    AT_MOST_N = "compares.le", "≤ 以下、不超过、以内"
    BELOW = "compares.lt", "< 低于、不足、未满"
    EQUAL = "compares.eq", "等于、不等于"
    BY_MARK = "because.mark", "就地标明（含）（不含）"
    BY_DEFINITION = "because.definition", "本文件定义以上、以下"
    BY_CODE = "because.civil_code", "按民法典含本数"
    BY_WORDS = "because.plain", "词义自明"
    BY_CONVENTION = "because.convention", "惯例"
    # over which period
    NOW = "period.now", "未写期间的状态"
    ANNUAL = "period.annual", "未写年份的年度数"
    THIS_YEAR = "period.this_year", "当年"
    LAST_YEAR = "period.last_year", "上年度"
    EARLIER_YEAR = "period.earlier_year", "前年及更早"
    YEARS = "period.years", "近N年（完整年度）"
    ROLLING = "period.rolling", "申报之日前N年、N个月"
    PINNED = "period.pinned", "写明的年份、季度"
    DATES = "period.dates", "写明的起止日期"
    EVER = "period.ever", "曾经、每年"
    # how it is joined
    ALL = "joined.all", "须同时符合"
    ANY = "joined.any", "之一、或"
    ANY_LIST = "joined.any_list", "几组条件择一"
    AT_LEAST_K = "joined.at_least", "至少符合N项"
    NEGATED = "joined.not", "除外、否定"
    # whence it comes
    OWN = "stands.own", "本条所写"
    INHERITED = "stands.inherited", "继承的总则条件"
    REFERRED = "stands.referred", "引用他条的条件"
    EXCLUDED = "stands.excluded", "不予支持的情形"
    CASE = "stands.case", "分档、分类的情形"
    # what its fact is called
    KNOWN = "named.known", "词表指标"
    NEW_BOOL = "named.proposed_bool", "拟增指标（是否）"
    NEW_FIGURE = "named.proposed_figure", "拟增指标（数值）"
    NEW_OTHER = "named.proposed_other", "拟增指标（日期、分类）"
    # the formula of an award
    FIXED = "pays.fixed", "定额"
    PROPORTION = "pays.rate", "按比例"
    MATCHING = "pays.matching", "配套"
    PER_UNIT = "pays.per_unit", "按件、按人"
    PER_UNIT_LIMITED = "pays.per_unit_limited", "按件而限量"
    PER_STEP = "pays.per_step", "每增加N"
    STEP = "pays.step", "分档定额"
    SLAB = "pays.slab", "全额分档比例"
    SLICE = "pays.slice", "超额累进（部分）"
    BY_TITLE = "pays.by_title", "按称号级别分别"
    HIGHEST = "pays.highest", "分情形就高"
    FIRST_CASE = "pays.first_case", "分情形依次"
    UPLIFT = "pays.uplift", "再增加、叠加"
    LESSER = "pays.lesser", "据实（取低）"
    TOP_UP = "pays.top_up", "补差"
    IN_KIND = "pays.in_kind", "没有数额的支持"
    # what its formula is of
    BASE_KNOWN = "base.known", "词表基数"
    BASE_NEW = "base.proposed", "拟增基数"
    BASE_INCREMENT = "base.increment", "增量、占比等基数"
    # its limits
    CEILING = "limit.ceiling", "最高（上限金额）"
    CAP_ITEM = "limit.item", "本项封顶"
    CAP_PROJECT = "limit.project", "单个项目封顶"
    CAP_ENTERPRISE = "limit.enterprise", "单个企业封顶"
    CAP_YEAR = "limit.enterprise_year", "每企业每年封顶"
    CAP_PERSON = "limit.person", "每人封顶"
    CAP_TOTAL = "limit.total", "累计封顶"
    CAP_BUDGET = "limit.budget", "总额封顶"
    CAP_FIGURE = "limit.of_figure", "按指标比例封顶"
    FLOOR = "limit.floor", "保底"
    # how it is paid out
    BY_TIME = "pace.by_time", "按年、按月"
    LASTING = "pace.lasting", "最长N年、N个月"
    INSTALMENTS = "pace.instalments", "分期"
    # what a rule says besides
    ONLY_HIGHEST = "stacks.highest_of", "就高不重复"
    EXCLUSIVE = "stacks.exclusive_with", "不得重复享受"
    ONCE_ONLY = "stacks.once_only", "只享受一次"
    YEARLY_CAP = "stacks.annual_cap", "年度合计封顶"
    BUDGET = "stacks.budget", "总额控制"
    CUMULATIVE = "stacks.cumulative", "可叠加"
    VALID_FROM = "valid.from", "施行日期"
    VALID_UNTIL = "valid.until", "有效期止"
    WINDOW = "valid.window", "申报时间"
    DELIVERY = "process.delivery", "免申即享、一键确认"
    REVIEW = "process.review", "核准、评审、备案"
    OBLIGATION = "told.obligation", "承诺与退还"
    MATERIALS = "told.materials", "材料"
    DEPARTMENT = "told.department", "主管部门"
    SUBJECT = "told.subject", "企业或个人申请"
    PHONE = "told.phone", "电话"

    @property
    def dimension(self) -> str:
        """Constructs of one dimension are alternatives of one another."""
        return str(self.value).partition(".")[0]
