"""Small policies made by hand: an invented text, and the spans found in it by its words."""

from __future__ import annotations

from hqgraph.gazetteer import region
from hqgraph.model import (
    Agency,
    Assignment,
    Citation,
    Deadline,
    DeadlineKind,
    Fact,
    Header,
    Level,
    Measure,
    Mention,
    Milestone,
    Paragraph,
    Policy,
    Relation,
    Role,
    Section,
    Span,
    Target,
    Task,
    TaskKind,
    Text,
)

TITLE = "邻水县示例工作方案"
LINES = (
    TITLE,
    "根据《四川省示例方案》（川办发〔2020〕1号）制定。参照《国家示例意见》执行。",
    "一、重点任务",
    "（一）深化示例改革。到2024年底，县人民医院示例率达到50%以上。提示<script>alert(1)</script>。",
    "牵头单位：县医保局；配合单位：各镇人民政府。完成时限：2025年底。",
    "二、保障任务",
    "（一）加强示例管理。长期坚持。",
)
CONTENT = "\n".join(LINES)
COUNTY = region("511623")


def span(words: str, start: int = 0) -> Span:
    """Return where the words stand in the text, from ``start`` on."""
    at = CONTENT.index(words, start)
    return Span(at, at + len(words))


def lines() -> tuple[Paragraph, ...]:
    """Return the paragraphs of the text."""
    return tuple(Paragraph(span(line)) for line in LINES)


def policy(number: str | None = None) -> Policy:
    """Return the policy that the text states; ``number`` gives it one."""
    sentence = span("到2024年底，县人民医院示例率达到50%以上。")
    clause = span("牵头单位：县医保局；配合单位：各镇人民政府。")
    insurance = Agency("县医疗保障局", "县医保局", "医疗保障", COUNTY)
    towns = Agency("各镇人民政府", "各镇人民政府", "乡镇政府", COUNTY, collective=True)
    first = Task(
        no="（一）",
        section="一、重点任务",
        title="深化示例改革",
        kind=TaskKind.TASK,
        span=Span(span("（一）深化").start, span("2025年底。").end),
        head=span("（一）深化示例改革"),
        main="一",
        assignments=(
            Assignment(insurance, Role.LEAD, span("县医保局"), clause),
            Assignment(towns, Role.SUPPORT, span("各镇人民政府"), clause),
        ),
        inherits=(Assignment(insurance, Role.RESPONSIBLE, span("县医保局"), clause),),
        deadline=Deadline("2025年底", DeadlineKind.BY, "2025-12-31", span("2025年底")),
        milestones=(Milestone("到2024年底", "2024-12-31", "到2024年底，县", span("到2024年底")),),
        targets=(
            Target(
                *("示例率", "县人民医院", ">=", 50.0, "%", "2024-12-31", "示例率达到50%以上"),
                span("示例率达到50%以上"),
            ),
        ),
        hospitals=(Mention("县人民医院", span("县人民医院")),),
        measures=(Measure(sentence), Measure(span("提示<script>alert(1)</script>。"))),
    )
    second = Task(
        no="（一）",
        section="二、保障任务",
        title="加强示例管理",
        kind=TaskKind.TASK,
        span=span("（一）加强示例管理。长期坚持。"),
        head=span("（一）加强示例管理"),
        main="二",
        measures=(Measure(span("长期坚持。")),),
    )
    basis = "根据《四川省示例方案》（川办发〔2020〕1号）"
    return Policy(
        text=Text(CONTENT, lines()),
        header=Header(
            title=Fact(TITLE, span(TITLE)),
            number=Fact(number) if number else None,
            issuers=(Fact("邻水县人民政府办公室"),),
            issued=Fact("2024-03-01"),
            form=Fact("方案"),
            region=COUNTY,
            level=Level.COUNTY,
        ),
        sections=(
            Section("一", "重点任务", 1, span("一、重点任务")),
            Section("二", "保障任务", 1, span("二、保障任务")),
        ),
        tasks=(first, second),
        citations=(
            Citation(
                *("川办发[2020] 1号", "四川省示例方案", None, Relation.BASIS, basis, span(basis)),
            ),
            Citation(
                *(
                    None,
                    "国家示例意见",
                    None,
                    Relation.MENTIONS,
                    "",
                    span("参照《国家示例意见》执行。"),
                ),
            ),
        ),
    )
