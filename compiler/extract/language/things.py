"""Nouns of things: what is bought, built, held or run, and is awarded to nobody as a title."""

from __future__ import annotations

import re

#: 成套设备, 直流充电桩, 国际级赛事, 新能源冷藏车: kinds of things whoever applies has or does.
THING = re.compile(
    r"(?<!名牌)(?<!优质)(?:设备|部件|装备|零件|零部件|元件|元器件|器件|组件|整机|样机|软件|系统|材料|耗材|药品|器械|制剂|机床|机器人|机组|装置|(?<![动时契危司转生有])机"
    r"|车辆|车|船舶?|飞机|航空器|集装箱|[充换]电桩|充电枪|桩|[充换]电站|加氢站|光伏|储能|管网|路灯|电梯|棚|温室"
    r"|航线|航班|班列|班轮|专列|线路|赛事|比赛|演出|展会|展览|会展|活动|论坛|会议|场次"
    r"|建筑|场站|贷款|保单|债券|合同|订单|租约|用房|厂房|住房|房屋|宿舍|公寓|仓库|冷库|摊位|展位|床位|泊位)$"
)
