"""Kinds of recipients in a row as few leaves: neighbours of one attribute are one leaf."""

from __future__ import annotations

from compiler.extract.drafts import DraftNode, DraftTag, Quote


def _as_kind(node: DraftNode) -> DraftNode:
    if not isinstance(node, DraftTag) or node.name != "所属行业":
        return node
    if not node.quote.text.endswith(("企业", "公司")):
        return node
    return node.model_copy(update={"name": "主体类型", "values": (node.quote.text,)})


def merged(text: str, nodes: list[DraftNode]) -> list[DraftNode]:
    """Neighbours of one attribute are one leaf with several values.

    Beside other kinds 农业企业 is a kind of its own: 「农业企业、家庭农场」 asks for no trade.
    """
    result: list[DraftNode] = []
    if any(isinstance(n, DraftTag) and n.name == "主体类型" for n in nodes):
        nodes = [_as_kind(node) for node in nodes]
    for node in nodes:
        last = result[-1] if result else None
        if (
            isinstance(node, DraftTag)
            and isinstance(last, DraftTag)
            and node.shape == last.shape
            and node.shape in ("one_of", "has")
            and (node.name, node.period, node.first) == (last.name, last.period, last.first)
        ):
            start, end = last.quote.start, node.quote.end
            result[-1] = last.model_copy(
                update={
                    "values": (*last.values, *(v for v in node.values if v not in last.values)),
                    "quote": Quote(text=text[start:end], start=start),
                }
            )
        else:
            result.append(node)
    return result
