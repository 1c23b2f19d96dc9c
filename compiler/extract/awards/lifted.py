"""Limits that the last of several alternatives states for them all."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftAward, DraftCap, DraftPart
from compiler.extract.language.amounts import MONEY, RATIO
from compiler.fold import fold

#: 单个企业每年, 累计: a limit of all that is paid, in the last words of a sentence.
_OF_ALL = re.compile(r"企业|单位|每家|单家|主体|累计|合计|总额|每年|年度")


def lifted_limits(parts: list[DraftPart], *, adds: bool) -> tuple[DraftCap, ...]:
    """Limits the last alternative states for them all; they are taken out of it.

    …按25%给予奖励；…按30%给予奖励，单个企业年度最高3000万元. What is paid for each step of
    growth is limited together with what it adds to.
    """
    if len(parts) < 2 or any(p.award.caps for p in parts[:-1]):
        return ()
    last = parts[-1].award
    # 按15%给予补助，其中山区20%，最高80万元: a class that names its share alone has no limit alone
    bare = _SHARE_ALONE.match(fold(last.quote.text))
    lifted = tuple(
        c
        for c in last.caps
        if bare
        or (_OF_ALL.search(c.scope) if c.value and not c.base else False)
        or (adds and _grows(last))
    )
    kept = tuple(c for c in last.caps if c not in lifted)
    award = last.model_copy(update={"caps": kept})
    parts[-1] = parts[-1].model_copy(update={"award": award})
    return lifted


#: 「20%，单个项目最高80万元」 behind a class.
_SHARE_ALONE = re.compile(rf"(?:按(?:照)?|为)?(?:{RATIO}|{MONEY}),")


def _grows(award: DraftAward) -> bool:
    """Whether it is paid for each one more: 每增加500万元, 超过1人的部分每增加1名."""
    noun = award.base.partition("|")[2]
    counts = award.shape == "per_unit"
    return bool(award.step) or (
        counts and bool(award.above or noun.startswith(("增", "多", "新增")))
    )
