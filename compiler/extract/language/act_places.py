"""One act in several places: 在中央、省级电视台和网络平台播出的，分别… names no titles."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag, Quote

_FIRST = re.compile(r"(?:对于?|凡)?(?P<head>[^,;。、]*?(?:在|于))(?P<place>[^,;。、]{2,})")
#: What is done there, behind the last of the places.
_ACT = re.compile(
    r"(?P<place>[^,;。、]{2,}?)(?P<act>(?:首次?|公开|成功|正式)*(?:播出|首播|播映|播放|上映|放映|刊发|发表|刊登|展出|展示|首演|演出|巡演"
    r"|举办|举行|召开|上线|发布|首发|发行|销售|开设|设立|登陆|亮相))(?:并[^,;。、]{2,12})?"
)


def places_of_act(text: str, view: str, pieces: list[tuple[int, int]]) -> list[DraftTag]:
    """Something done in each of the places, as a leaf each; empty where the list is another."""
    first = _FIRST.fullmatch(view, *pieces[0])
    last = _ACT.fullmatch(view, *pieces[-1])
    if first is None or last is None:
        return []
    places = [first["place"], *(view[a:b].strip() for a, b in pieces[1:-1]), last["place"]]
    act = view[last.start("act") : pieces[-1][1]]
    return [
        DraftTag(
            shape="is",
            name=f"{first['head']}{place}{act}",
            quote=Quote(text=text[a:b], start=a),
        )
        for place, (a, b) in zip(places, pieces, strict=True)
    ]
