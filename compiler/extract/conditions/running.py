"""What has been running so long: 新开通的班列，稳定运行满3个月 is the line, not whoever applies."""

from __future__ import annotations

import re

from compiler.extract.language.doers import BODY

#: A time of running that names nothing that runs.
_RUNS = re.compile(r"(?:持续|正常|连续|实际|已|稳定|安全|有效)*(?:运营|营运|经营|营业|运行|开行)")
#: Things somebody builds, opens or operates; a park, a platform or an incubator is somebody itself.
_THING = (
    r"(?:航线|班列|班轮|线路|专列|客运线|货运线|专线|(?:海外|前置|公共|保税|云)?仓库?|冷库|[充换加]电站|加氢站|加油站|电站|储能|充电桩"
    r"|生产线|产线|首店|旗舰店|体验店|专卖店|连锁店|直营店|门店|店铺|展厅|展馆|场馆|数据中心|智算中心|算力中心|泊位|码头"
    r"|装置|机组|设施|设备|项目|场站|站点|网点|试验线|示范线)"
)
_NEAREST = re.compile(rf"(?P<thing>{_THING})|(?:{BODY}|单位|者|人)")


def of_what_runs(view: str, name_start: int, name: str) -> str:
    """The name of a time of running, with the thing that the words before it speak of."""
    if not _RUNS.fullmatch(name):
        return name
    first = max(view.rfind(mark, 0, name_start) for mark in "。;\n:") + 1
    named = [match["thing"] for match in _NEAREST.finditer(view, first, name_start)]
    return f"{named[-1]}{name}" if named and named[-1] else name
