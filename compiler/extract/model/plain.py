"""A rule told in plain Chinese by a model, sentence by sentence, each beside the words it explains.

An aid for readers, never a source: a sentence whose quote is not in the rule, or that says a figure
its quote does not say, is not shown. Without a model there are the sentences of ``rules.wording``.
"""

from __future__ import annotations

import re

from compiler.check import spans_of
from compiler.extract.drafts import Quote
from compiler.extract.model.align import Aligner
from compiler.extract.model.prompt import load_prompt
from compiler.extract.model.shown import Line, fence_of, flat, rendered
from compiler.extract.model.wire import Interpretation, schema_of
from compiler.fold import fold
from compiler.normalise import NUMBER
from llm import Answered, Client, Request, ask_for
from rules.document import Frozen, PolicyDocument, SourceSpan
from rules.rule import Rule
from rules.vocabulary import Vocabulary
from rules.wording import describe_rule

MOST_WORDS = 120
#: Behind a Chinese numeral these make it a figure; 一次性, 第一次, 一定 and 一家企业 are none.
_UNITS = "[万亿]?元|%|百分点|分之|倍|成(?![为立])|折|人|(?<!一)家|年|月|周|天|日|岁|亩|平方米|项目"


class PlainSentence(Frozen):
    """What a stretch of a policy says, in other words."""

    span: SourceSpan
    text: str


class PlainRule(Frozen):
    """A rule in a model's words. ``left_out`` sentences did not hold against their quotes;
    ``failed`` says in Chinese why there is no answer at all."""

    sentences: tuple[PlainSentence, ...] = ()
    left_out: int = 0
    model: str = ""
    failed: str = ""


def plain_rule(
    client: Client, rule: Rule, document: PolicyDocument, vocabulary: Vocabulary
) -> PlainRule:
    """The sentences that hold against the rule's own quotes; none without a usable answer."""
    said = [Line(f"R{n}", flat(s)) for n, s in enumerate(describe_rule(rule, vocabulary), start=1)]
    whole = (rule.source.start, rule.source.end)
    spans = sorted({(s.start, s.end) for s in spans_of(rule)} - {whole})
    quotes = [
        Line(f"Q{n}", flat(document.text[start:end]), start, end)
        for n, (start, end) in enumerate(spans, start=1)
    ]
    source = rendered([*said, *quotes])
    prompt = load_prompt("interpret")
    request = Request(
        task="interpret",
        prompt_version=prompt.version,
        messages=prompt.messages(fence=fence_of(source), source=source),
        wire=schema_of("interpret"),
        max_tokens=prompt.max_tokens,
    )
    outcome = ask_for(client, request)
    if not isinstance(outcome, Answered):
        return PlainRule(failed=outcome.diagnostic().message)
    aligner = Aligner(document.text, quotes)
    found = []
    told = Interpretation.model_validate(outcome.data).sentences
    for sentence in told:
        quote = aligner.quote(sentence.quote, sentence.clause)
        if isinstance(quote, Quote) and _says_no_more(sentence.text, quote.text):
            span = document.span(quote.start, quote.end)
            found.append(PlainSentence(span=span, text=flat(sentence.text)))
    return PlainRule(
        sentences=tuple(found), left_out=len(told) - len(found), model=outcome.reply.model
    )


def _says_no_more(text: str, quote: str) -> bool:
    """Whether every figure of a sentence stands in the words it explains."""
    if not text.strip() or len(text) > MOST_WORDS:
        return False
    return _figures(text) <= _figures(quote)


def _figures(text: str) -> set[str]:
    """The numbers of a text: every run of digits, Chinese numerals before a unit, 翻番 and 一半."""
    view = fold(text)
    written = re.findall(rf"{NUMBER}(?=个?(?:{_UNITS}))", view)
    written += re.findall(r"翻倍|翻番|加倍|减半|一半|双倍", view)
    return {*re.findall(r"\d[\d,.]*\d|\d", view), *written}
