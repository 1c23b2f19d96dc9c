"""Who read a draft, in a sentence for the reviewer: what was compared, and what is missing."""

from __future__ import annotations

from collections import Counter

from rules.draft import Draft


def describe_reading(draft: Draft) -> str:
    """Which extractors read the text, how far they agree, what a draft without a model lacks."""
    counts = Counter(part.state for part in draft.consensus if part.state != "ambiguous")
    if counts:
        said = [
            f"{counts['agree']} 处一致",
            f"{counts['conflict']} 处读法不同",
            f"{counts['model_only']} 处只有模型读出",
            f"{counts['grammar_only']} 处只有语法读出",
        ]
        return f"由语法和模型（{_models(draft)}）两种方式提取：{'，'.join(said)}。一致的也要审核。"
    if draft.replies:
        return f"由模型（{_models(draft)}）提取，引文逐字核对过，没有与语法提取对照。"
    return "只由语法提取，没有语言模型的第二种读法可以对照。"


def _models(draft: Draft) -> str:
    named = {reply.model for reply in draft.replies}
    versions = {reply.prompt_version for reply in draft.replies}
    return f"{'、'.join(sorted(named))}，提示词版本 {'、'.join(sorted(versions))}"
