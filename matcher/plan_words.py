"""A plan in one Chinese sentence, as result pages and the terminal show it."""

from __future__ import annotations

from matcher.plan_model import Plan


def in_short(plan: Plan) -> str:
    """What to do, from when it holds, what it brings and what it costs."""
    done = "；".join(move.text for move in plan.moves) or "条件已经满足"
    return f"{done}。{outcome(plan)}"


def outcome(plan: Plan) -> str:
    """From when a plan holds, what it brings, what it costs and what stays open."""
    parts = [f"最早{plan.on.isoformat()}符合条件"]
    if plan.gain.kind != "none":
        low, high = plan.gain.low, plan.gain.high
        nothing = low is not None and high is not None and high.yuan == 0
        parts.append("刚好达到时金额为零，做得更多才有" if nothing else f"可得{plan.gain.text}")
    if plan.cost.yuan:
        parts.append(f"需投入{plan.cost}")
    if plan.gates:
        parts.append(f"还须{'、'.join(gate.gate for gate in plan.gates)}")
    kept = sum(item.keep for item in plan.assumes)
    if kept:
        parts.append(f"到时有{kept}项仍须符合")
    if len(plan.assumes) > kept:
        parts.append(f"另有{len(plan.assumes) - kept}项须确认")
    if plan.window.state == "upcoming" and plan.window.start is not None:
        parts.append(f"{plan.window.start.isoformat()}起受理")
    if plan.window.state == "closed":
        parts.append("原文写明的申报时间届时已过，须看是否再次受理")
    return f"{'，'.join(parts)}。"
