"""The award that stands at one place of parallel figures: 分别给予100万元、50万元."""

from __future__ import annotations

from compiler.extract.awards.awards import Benefit
from compiler.extract.drafts import DraftAward, DraftCap


def nth_of(benefit: Benefit, index: int) -> DraftAward:
    """The award with the amount, rate and limit that stand at one place of its lists."""
    award = benefit.award
    update: dict[str, object] = {}
    if len(benefit.values) > index:
        update["value"] = benefit.values[index]
        if award.shape == "rate":
            update["shape"] = "fixed"
            update["base"] = ""
    if len(benefit.rates) > index:
        update["shape"], update["value"] = "rate", benefit.rates[index]
    if len(benefit.bases) > index:
        update["base"] = benefit.bases[index]
    if len(benefit.cap_values) > index:
        limit = benefit.cap_values[index]
        if award.shape == "fixed" and not benefit.values:
            update["value"], update["soft"] = limit, True
        else:
            cap = DraftCap(value=limit, scope=benefit.cap_scope, quote=award.quote)
            update["caps"] = (*award.caps, cap)
    return award.model_copy(update=update)
