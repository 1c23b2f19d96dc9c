"""The commands of ``policycalc``: what can be typed. What they do is imported when they run.

Nothing heavy is imported here: a test holds that, so that ``--help`` answers at once. It is long
because it is one list: a command, its options, its line of help.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cli.check_commands import check
from cli.options import (
    Actor,
    Csv,
    ExtractorChoice,
    Fact,
    FactsFile,
    Files,
    First,
    Golden,
    IgnoredColumns,
    Json,
    On,
    Replies,
    RuleIds,
    RulesFiles,
    SearchMode,
    Sheet,
    Subject,
    SubjectIds,
    Texts,
    WhoReads,
    day,
)
from cli.program import Program, command
from cli.review_commands import review

app = typer.Typer(
    cls=Program,
    name="policycalc",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="政策AI计算器：把补贴政策原文编译成有出处的规则，由两人审核发布，再测算企业和个人能享受什么。"
    "测算结果不代表主管部门决定。",
    epilog="退出码：0 完成；1 输入有误或这一步不允许；2 用法不对；3 数据库、端口等环境不可用。"
    "设置见 docs/settings.md，各命令见 docs/cli.md。",
)
app.add_typer(review, name="review")
app.add_typer(check, name="check")


@command(app, "compile")
def compile_(
    files: Files,
    save: Annotated[bool, typer.Option("--save", help="把草稿存入数据库，供审核")] = False,
    author: Annotated[
        str,
        typer.Option("--author", metavar="姓名", envvar="POLICYCALC_ACTOR", help="起草人姓名"),
    ] = "",
    brief: Annotated[bool, typer.Option("--brief", help="只列概况和问题，不列条目")] = False,
    extractor: WhoReads = ExtractorChoice.GRAMMAR,
    replies: Replies = None,
    requests: Annotated[
        Path | None,
        typer.Option(
            "--record-requests",
            metavar="文件夹",
            help="把要问模型的问题写进文件夹，由人写回答；写好的回答录成可回放的",
        ),
    ] = None,
    samples: Annotated[
        int, typer.Option("--samples", min=1, max=9, metavar="次", help="同一问题问几次，取多数")
    ] = 1,
    as_json: Json = False,
) -> None:
    """把政策原文（txt、md、html、docx、pdf、png、jpg、tiff）编译成有出处的规则草稿。

    一份文件有问题不影响其他文件；有任何错误时退出码为 1。
    """
    if save and not author.strip():
        raise typer.BadParameter("用 --save 存入时必须用 --author 写明起草人")
    from cli.compiling import compile_files
    from cli.extracting import Wanted
    from compiler.extract.extractor import Reading

    wanted = Wanted(Reading(extractor.value), replies, requests, samples)
    raise typer.Exit(
        compile_files(files, wanted, author=author, save=save, brief=brief, as_json=as_json)
    )


@command(app, "amend")
def amend(
    base: Annotated[Path, typer.Argument(metavar="原文件", help="被修改的政策文件")],
    notice: Annotated[Path, typer.Argument(metavar="修改通知", help="要求修改它的通知")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="把修改后的文本写到这里")
    ] = None,
    as_json: Json = False,
) -> None:
    """按修改通知改出新的文本并编译，列出每处修改和条目的变化。

    只执行位置和文字都对得上的修改；其余的逐条列出，退出码为 1。
    """
    from cli import amending

    raise typer.Exit(amending.amend(base, notice, output, as_json=as_json))


@command(app, "check-rules")
def check_rules(
    files: Files,
    text: Annotated[
        Path | None, typer.Option("--text", metavar="文件", help="政策原文，核对每处引文")
    ] = None,
    as_json: Json = False,
) -> None:
    """检查规则文件：格式、指标、单位、编号；给出原文时逐字核对引文。"""
    from cli.compiling import check_rule_files

    raise typer.Exit(check_rule_files(files, text, as_json=as_json))


@command(app, "publish")
def publish(
    document: Annotated[str, typer.Argument(metavar="文件编号", help="见 review list")],
    actor: Actor,
    as_json: Json = False,
) -> None:
    """发布已批准的规则：有变化的条目成为新版本。"""
    from cli import reviewing

    raise typer.Exit(reviewing.publish(document, actor, as_json=as_json))


@command(app, "retire")
def retire(
    rule: Annotated[str, typer.Argument(metavar="条目编号", help="已发布条目的编号")],
    actor: Actor,
    why: Annotated[str, typer.Option("--why", metavar="理由", help="停用理由，记入事件记录")],
    as_json: Json = False,
) -> None:
    """停用一个已发布的条目；各版本仍可查。"""
    from cli import reviewing

    raise typer.Exit(reviewing.retire(rule, actor, why, as_json=as_json))


@command(app, "match")
def match(
    facts: FactsFile = None,
    fact: Fact = None,
    on: On = None,
    rule: RuleIds = None,
    rules_file: RulesFiles = None,
    subject: Subject = None,
    first: First = None,
    subject_id: SubjectIds = None,
    sheet: Sheet = None,
    ignore: IgnoredColumns = None,
    whole: Annotated[bool, typer.Option("--all", help="不符合的条目也列出全部理由")] = False,
    as_json: Json = False,
) -> None:
    """按给出的情况测算每个条目：是否符合、金额、理由与原文；没有给出的情况按未知处理。

    表格每行一个对象，各成一节；写法见 docs/facts-files.md。
    """
    if facts is None and not fact:
        raise typer.BadParameter("请用 --facts 给出情况文件，或用 --fact 指标=值 直接写")
    from cli import matching, matching_files

    day = on or date.today()
    offer = matching.offered(rules_file or (), rule or (), subject.value if subject else None)
    chosen = matching_files.Choice(subject_id or (), sheet, ignore or ())
    whole = whole or bool(rule)
    raise typer.Exit(
        matching_files.match_file(offer, facts, fact or (), day, chosen, whole, first, as_json)
    )


@command(app, "next")
def next_(
    facts: FactsFile = None,
    fact: Fact = None,
    on: On = None,
    rule: RuleIds = None,
    rules_file: RulesFiles = None,
    subject: Subject = None,
    first: First = 5,
    as_json: Json = False,
) -> None:
    """接下来最值得回答的问题：按回答能定下来的金额与费事程度排序，都定了就不再问。"""
    from cli import asking, matching

    day = on or date.today()
    offer = matching.offered(rules_file or (), rule or (), subject.value if subject else None)
    known = matching.given_facts(facts, fact or (), day, offer.vocabulary)
    raise typer.Exit(asking.next_questions(offer, known, day, first=first, as_json=as_json))


@command(app, "explain")
def explain(
    rule: Annotated[list[str], typer.Argument(metavar="条目编号…", help="要解释的条目")],
    facts: FactsFile = None,
    fact: Fact = None,
    on: On = None,
    rules_file: RulesFiles = None,
    as_json: Json = False,
) -> None:
    """一个条目为什么是这个结论：足以致此的原因、逐步计算，各自附原文。"""
    from cli import asking, matching

    day = on or date.today()
    offer = matching.offered(rules_file or (), rule, None)
    known = matching.given_facts(facts, fact or (), day, offer.vocabulary)
    raise typer.Exit(asking.explain_items(offer, known, day, as_json=as_json))


@command(app, "recommend")
def recommend(
    facts: FactsFile = None,
    fact: Fact = None,
    on: On = None,
    rules_file: RulesFiles = None,
    subject: Subject = None,
    first: First = None,
    as_json: Json = False,
) -> None:
    """按结论、金额、截止时间给条目排序，各附一句理由；不给情况也可以看。"""
    from cli import matching

    day = on or date.today()
    offer = matching.offered(rules_file or (), (), subject.value if subject else None)
    known = matching.given_facts(facts, fact or (), day, offer.vocabulary)
    raise typer.Exit(matching.recommend_items(offer, known, day, first=first, as_json=as_json))


@command(app, "bundle")
def bundle(
    facts: FactsFile = None,
    fact: Fact = None,
    received: Annotated[
        Path | None,
        typer.Option(
            "--received", metavar="文件", help="已领取记录（YAML 或 JSON 列表），没有领过写 []"
        ),
    ] = None,
    on: On = None,
    rules_file: RulesFiles = None,
    subject: Subject = None,
    whole: Annotated[bool, typer.Option("--all", help="还缺信息而没有选的条目也逐项列出")] = False,
    proof: Annotated[bool, typer.Option("--proof", help="与 --json 同用，附上最优性证明")] = False,
    as_json: Json = False,
) -> None:
    """哪些条目可以同时享受、合计多少：按就高、不重复、年度上限求最优组合，没有选的各附理由和原文。

    不写 --for 时看企业的条目。原文没有写清的叠加规定不替它作判断，两种情况的合计都给出。
    """
    if facts is None and not fact:
        raise typer.BadParameter("请用 --facts 给出情况文件，或用 --fact 指标=值 直接写")
    from cli import bundling, matching

    day = on or date.today()
    offer = matching.offered(rules_file or (), (), subject.value if subject else "enterprise")
    known = matching.given_facts(facts, fact or (), day, offer.vocabulary)
    raise typer.Exit(
        bundling.combine(offer, known, day, received, whole=whole, proof=proof, as_json=as_json)
    )


@command(app, "plan")
def plan(
    rule: Annotated[str, typer.Argument(metavar="条目编号", help="要怎样才能符合哪个条目")],
    facts: FactsFile = None,
    fact: Fact = None,
    on: On = None,
    rules_file: RulesFiles = None,
    as_json: Json = False,
) -> None:
    """差一点：要怎样才能符合一个条目，最早哪天、花多少、得多少；不能改变的说明原因。"""
    if facts is None and not fact:
        raise typer.BadParameter("请用 --facts 给出情况文件，或用 --fact 指标=值 直接写")
    from cli import matching, planning

    day = on or date.today()
    offer = matching.offered(rules_file or (), (rule,), None)
    known = matching.given_facts(facts, fact or (), day, offer.vocabulary)
    raise typer.Exit(planning.plan_for(offer, known, day, as_json=as_json))


@command(app, "ask")
def ask(
    question: Annotated[
        str, typer.Argument(metavar="问题", help="一句话，如 我公司去年营收3000万元，有租金补贴吗")
    ],
    on: On = None,
    as_json: Json = False,
) -> None:
    """用一句话提问：读出的情况、测算结果、相关条款；找不到就直说。"""
    if not question.strip():
        raise typer.BadParameter("问题是空的")
    from cli import matching

    raise typer.Exit(matching.ask(question.strip(), on or date.today(), as_json=as_json))


@command(app, "search")
def search(
    query: Annotated[str, typer.Argument(metavar="内容", help="要找的内容，如 租金补贴什么条件")],
    document: Annotated[
        str, typer.Option("--document", metavar="文件", help="只在这份文件里找：编号或标题的一部分")
    ] = "",
    department: Annotated[
        str, typer.Option("--department", metavar="部门", help="只找这个部门的：名称的一部分")
    ] = "",
    on: Annotated[
        date | None,
        typer.Option("--on", parser=day, metavar="日期", help="只找这一天有效的；默认不限"),
    ] = None,
    mode: Annotated[
        SearchMode, typer.Option("--mode", help="按字词、按意思，或两者合起来")
    ] = SearchMode.HYBRID,
    first: Annotated[int, typer.Option("--first", min=1, max=50, metavar="N", help="列几条")] = 10,
    texts: Annotated[
        Path | None,
        typer.Option("--texts", metavar="文件夹", help="检索这里的政策原文，而不是已发布的"),
    ] = None,
    as_json: Json = False,
) -> None:
    """检索条款：按字词、按意思相近、按文号标题地区，显示出处和是哪一路找到的。

    第一次会计算各条款的向量并存下来，以后只算变了的；没有向量模型时只按字词检索，并说明。
    """
    if not query.strip():
        raise typer.BadParameter("要找的内容是空的")
    from cli import searching
    from retrieval import Filters, Mode

    filters = Filters(document=document, department=department, on=on)
    raise typer.Exit(
        searching.search(
            query.strip(), Mode(mode.value), filters, texts, first=first, as_json=as_json
        )
    )


@command(app, "batch")
def batch(
    subjects: Annotated[
        Path, typer.Option("--subjects", metavar="文件", help="对象登记表（Parquet），一行一个对象")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="文件", help="结果写到这里（Parquet）")],
    on: On = None,
    rules_file: RulesFiles = None,
    subject: Subject = None,
    key: Annotated[str, typer.Option("--id", metavar="列名", help="对象编号所在的列")] = "id",
    update: Annotated[
        Path | None,
        typer.Option("--update", metavar="文件", help="上次的结果：只重算变了的条目或给出的对象"),
    ] = None,
    as_json: Json = False,
) -> None:
    """对登记表里的每个对象测算全部条目，写出符合和缺信息的结果；没有写出的即为不符合。

    列名与情况文件的写法相同，金额、比率、时长的列名要带单位，如 营业收入@2025[万元]；空值为未知。
    需要安装 policycalc[batch]。
    """
    from cli import batching, matching

    offer = matching.offered(rules_file or (), (), subject.value if subject else None)
    day = on or date.today()
    raise typer.Exit(
        batching.batch(offer, subjects, out, day, key=key, update=update, as_json=as_json)
    )


@command(app, "tags")
def tags(
    on: On = None,
    rules_file: RulesFiles = None,
    subject: Subject = None,
    as_json: Json = False,
) -> None:
    """列出条目询问的条件标签和选项，用到最多的在前。"""
    from cli import matching

    offer = matching.offered(rules_file or (), (), subject.value if subject else None)
    raise typer.Exit(matching.tags(offer, on or date.today(), as_json=as_json))


@command(app, "demand")
def demand(
    rules_file: RulesFiles = None,
    department: Annotated[
        str | None, typer.Option("--department", metavar="部门", help="只列这个部门的数据")
    ] = None,
    csv: Csv = None,
    as_json: Json = False,
) -> None:
    """数据需求清单：各条目要用哪些数据，由哪个部门掌握，什么期间，什么时点。"""
    from cli import demanding, matching

    offer = matching.offered(rules_file or (), (), None)
    raise typer.Exit(demanding.demand(offer, department, csv, as_json=as_json))


@command(app, "readiness")
def readiness(
    rules_file: RulesFiles = None,
    csv: Csv = None,
    as_json: Json = False,
) -> None:
    """免申即享准备情况：每个条目属于哪一类、可以怎样兑现、还缺什么。"""
    from cli import demanding, matching

    offer = matching.offered(rules_file or (), (), None)
    raise typer.Exit(demanding.ready(offer, csv, as_json=as_json))


@command(app, "eval")
def eval_(
    slugs: Annotated[
        list[str] | None, typer.Argument(metavar="名称…", help="只评这些政策；默认全部")
    ] = None,
    texts: Texts = Path("policy_texts"),
    golden: Golden = Path("golden_rules"),
    detail: Annotated[bool, typer.Option("--detail", help="列出每一处漏的和多的")] = False,
    extractor: WhoReads = ExtractorChoice.GRAMMAR,
    as_json: Json = False,
) -> None:
    """对照标准规则评测编译器：条目、条件、金额、引文。

    --extractor model 或 both 用录下的模型回答（标准规则文件夹里的 replies），与语法提取对照。
    """
    if extractor is not ExtractorChoice.GRAMMAR:
        from cli.evaluating_readings import evaluate_readings

        both = extractor is ExtractorChoice.BOTH
        raise typer.Exit(evaluate_readings(slugs or (), texts, golden, both=both, as_json=as_json))
    from cli.evaluation import evaluate

    raise typer.Exit(evaluate(slugs or (), texts, golden, detail=detail, as_json=as_json))


@command(app, "serve")
def serve(
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, max=65535, metavar="端口", help="默认取 POLICYCALC_PORT"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="启动失败时以 JSON 输出原因")] = False,
) -> None:
    """启动网站。"""
    from cli.serving import serve as run

    raise typer.Exit(run(port))


@command(app, "seed")
def seed(
    texts: Texts = Path("policy_texts"),
    golden: Golden = Path("golden_rules"),
    as_json: Json = False,
) -> None:
    """装入示范政策：由「起草员」起草、「审核员」批准并发布；重复运行不会改变什么。"""
    from cli.seeding import seed as plant

    raise typer.Exit(plant(texts, golden, as_json=as_json))


@command(app, "export")
def export(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="文件", help="写到这个文件；默认写到标准输出"),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="与 --out 同用，输出导出情况；导出内容本身就是 JSON")
    ] = False,
) -> None:
    """导出全部已发布内容，连同原文和事件记录。"""
    from cli import archive

    raise typer.Exit(archive.export(out, as_json=as_json))


@command(app, "import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="文件", help="导出的文件，- 为标准输入")],
    actor: Actor,
    as_json: Json = False,
) -> None:
    """导入别处导出的内容；被改动过或与本库冲突的一律拒绝。"""
    from cli import archive

    raise typer.Exit(archive.import_(file, actor, as_json=as_json))


@command(app, "events")
def events(
    target: Annotated[
        str, typer.Argument(metavar="编号", help="只看这份文件或这个条目；默认全部")
    ] = "",
    verify: Annotated[bool, typer.Option("--verify", help="核对记录链有没有被改动")] = False,
    as_json: Json = False,
) -> None:
    """列出谁在什么时候做了什么。"""
    from cli import archive

    raise typer.Exit(archive.events(target, verify=verify, as_json=as_json))


@command(app, "version")
def version(as_json: Json = False) -> None:
    """显示版本。"""
    from importlib.metadata import version as installed

    from rules.rule import RULE_FORMAT

    number = installed("policycalc")
    if as_json:
        from cli.output import emit

        emit("version", ok=True, version=number, rule_format=RULE_FORMAT)
    else:
        typer.echo(f"policycalc {number}（规则格式 {RULE_FORMAT}）")


def main() -> None:
    """The console script."""
    app()
