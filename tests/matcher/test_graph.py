"""The graph of a rule set: one node for what decides alike, the truth that evaluate computes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, assert_never

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.conditions import judge
from matcher.entry import entry_condition
from matcher.facts_input import read_facts
from matcher.figures import Inquiry
from matcher.graph import (
    AllNode,
    AnyNode,
    AtLeastNode,
    Graph,
    LeafNode,
    NotNode,
    build_graph,
    children,
)
from matcher.truth import Truth, at_least, conjunction, disjunction, negation
from rules.rule import Rule
from rules.vocabulary import Vocabulary
from tests.matcher.test_laws import awards, blurred, blurs, complete, conditions

ON = date(2026, 5, 20)
Make = Callable[..., Rule]
OTHER = {"document": "d", "start": 4, "end": 6, "quote": "别处"}


def _compare(period: str = "Y-1", op: str = ">=", value: str = "3元", **more: Any) -> Any:
    operand = {"kind": "value", "attribute": "revenue", "period": period}
    return {"kind": "compare", "operand": operand, "op": op, "value": value, **more}


def _is(attribute: str) -> Any:
    return {"kind": "is", "attribute": attribute}


def truths(graph: Graph, inquiry: Inquiry) -> list[Truth]:
    """The truth of every node, leaves by ``judge``."""
    found: list[Truth] = []
    for node in graph.nodes:
        match node:
            case LeafNode():
                found.append(judge(graph.leaves[node.leaf], inquiry).truth)
            case AllNode():
                found.append(conjunction(found[child] for child in node.of))
            case AnyNode():
                found.append(disjunction(found[child] for child in node.of))
            case AtLeastNode():
                found.append(at_least(node.k, [found[child] for child in node.of]))
            case NotNode():
                found.append(negation(found[node.of]))
            case _:
                assert_never(node)
    return found


def _by_evaluate(rule: Rule, inquiry: Inquiry) -> Truth:
    entry = entry_condition(rule.award)
    held = [judge(rule.when, inquiry).truth]
    held += [] if entry is None else [judge(entry, inquiry).truth]
    refused = [negation(judge(condition, inquiry).truth) for condition in rule.unless]
    return conjunction([*held, *refused])


def test_a_predicate_is_shared_whatever_its_words_place_and_way_of_naming_the_year(
    make_rule: Make,
) -> None:
    rules = [
        make_rule(_compare("Y-1")),
        make_rule(_compare("annual", source=OTHER)),
        make_rule(_compare("2025", authority="convention")),
    ]
    graph = build_graph(rules, ON)
    assert len(graph.leaves) == 1
    assert set(graph.roots) == {0}


def test_what_may_read_another_fact_is_another_predicate(make_rule: Make) -> None:
    # now falls back to the attribute's own period; two dates ask for no year's own figure
    periods = ["Y-1", "now", "2025-01-01..2025-12-31", "Y-2"]
    graph = build_graph([make_rule(_compare(period)) for period in periods], ON)
    assert len(graph.leaves) == 4
    operators = [make_rule(_compare(op=op)) for op in (">=", ">", "==")]
    assert len(build_graph(operators, ON).leaves) == 3
    amounts = [make_rule(_compare(value=value)) for value in ("3元", "4元")]
    assert len(build_graph(amounts, ON).leaves) == 2


def test_combinations_are_flat_sorted_and_shared(make_rule: Make) -> None:
    a, b, c = _is("legal_person"), _is("violation"), _compare()
    left = make_rule({"kind": "all", "of": [a, {"kind": "all", "of": [b, c]}, a]})
    right = make_rule({"kind": "all", "of": [c, b, a]})
    graph = build_graph([left, right], ON)
    assert graph.roots == (3, 3)
    assert graph.nodes[3:] == (AllNode((0, 1, 2)),)


def test_a_repeated_child_counts_twice_where_children_are_counted(make_rule: Make) -> None:
    a, b = _is("legal_person"), _is("violation")
    rule = make_rule({"kind": "at_least", "k": 2, "of": [b, a, b]})
    graph = build_graph([rule], ON)
    assert graph.nodes[-1] == AtLeastNode(2, (0, 0, 1))


def test_an_exclusion_and_its_double_negation_are_one(make_rule: Make) -> None:
    a, b = _is("legal_person"), _is("violation")
    rules = [
        make_rule(a, unless=[b]),
        make_rule(a, unless=[{"kind": "not", "of": {"kind": "not", "of": b}}]),
        make_rule({"kind": "all", "of": [a, {"kind": "not", "of": b}]}),
    ]
    graph = build_graph(rules, ON)
    assert graph.nodes[2:] == (NotNode(1), AllNode((0, 2)))
    assert graph.roots == (3, 3, 3)


def test_awards_are_shared_unless_whom_a_cap_counts_for_differs(make_rule: Make) -> None:
    award = {"kind": "fixed", "amount": "10万元"}
    rules = [
        make_rule(_compare(), award),
        make_rule(_compare(), {**award, "source": OTHER}),
        make_rule(_compare(), award, subject="person"),
    ]
    graph = build_graph(rules, ON)
    assert graph.award_of == (0, 0, 1)
    assert [shared.person for shared in graph.awards] == [False, True]


def test_the_conditions_of_cases_are_nodes(make_rule: Make) -> None:
    inner = {"kind": "fixed", "amount": "1万元"}
    cases = [{"when": _is("violation"), "award": inner}, {"when": _compare(), "award": inner}]
    rule = make_rule(_is("legal_person"), {"kind": "cases", "cases": cases})
    graph = build_graph([rule], ON)
    (shared,) = graph.awards
    (nodes,) = shared.cases
    assert [graph.leaves[node] for node in nodes] == [case.when for case in rule.award.cases]
    # 独立法人, and the entry the award demands: one of its cases
    assert graph.nodes[3:] == (AnyNode((1, 2)), AllNode((0, 3)))
    assert graph.roots == (4,)


@settings(max_examples=150, deadline=None)
@given(
    drawn=st.lists(st.tuples(conditions, conditions, awards), min_size=1, max_size=4),
    world=complete,
    how=blurs,
)
def test_the_root_of_a_rule_is_the_truth_that_evaluate_computes(
    vocabulary: Vocabulary,
    make_rule: Make,
    drawn: list[tuple[Any, Any, Any]],
    world: dict[str, Any],
    how: dict[str, int],
) -> None:
    rules = [make_rule(when, award, unless=[unless]) for when, unless, award in drawn]
    graph = build_graph(rules, ON)
    assert graph == build_graph(rules, ON)
    facts = read_facts(blurred(world, how), vocabulary=vocabulary, on=ON)
    inquiry = Inquiry(facts, ON, vocabulary)
    found = truths(graph, inquiry)
    assert [found[root] for root in graph.roots] == [_by_evaluate(r, inquiry) for r in rules]
    for number, node in enumerate(graph.nodes):
        assert all(child < number for child in children(node))
    used = {child for node in graph.nodes for child in children(node)} | set(graph.roots)
    used |= {node for award in graph.awards for group in award.cases for node in group}
    assert used == set(range(len(graph.nodes)))
