"""The table of commands: under which topic, what each takes, and where the function is.

The names of a command's arguments and options are the parameters of its function
(tested). What is said of them stands in ``messages.csv``.
"""

from __future__ import annotations

from hqgraph.cli.spec import PATH, Argument, Choice, Command, Day, Group, Number, Option, Program
from hqgraph.messages import LANGUAGES

_STORE = Option("store", "--store -s", "cli.option.store", "STORE", PATH, required=True)
_SOURCES = Argument("paths", "PATH", "cli.option.sources", PATH, many=True)
_DOCUMENT = Argument("document", "DOC", "cli.option.document")
_JSON = Option("as_json", "--json", "cli.option.json")
_JOBS = Option("jobs", "--jobs -j", "cli.option.jobs", "N", Number(0), default=0)
_BOM = Option("bom", "--bom", "cli.option.bom")
_CHOSEN = (
    Option("region", "--region", "cli.option.ledger-region", "REGION"),
    Option("agency", "--agency", "cli.option.ledger-agency", "AGENCY"),
    Option("document", "--document", "cli.option.ledger-document", "DOC"),
    Option("theme", "--theme", "cli.option.ledger-theme", "THEME"),
    Option("until", "--until", "cli.option.ledger-until", "DATE"),
)
_ONE_DOCUMENT = Option("document", "--document", "cli.option.ledger-document", "DOC")


def _out(metavar: str, words: str, default: str | None = None, *, required: bool = False) -> Option:
    """Return the option that says where to write."""
    return Option("out", "--out -o", words, metavar, PATH, default=default, required=required)


def _format(*forms: str, default: str | None = None) -> Option:
    return Option(
        "form", "--format -f", "cli.option.format", "FORMAT", Choice(*forms), default=default
    )


_START = (Command("demo", "demo:demo", _out("FOLDER", "cli.option.demo-out", "hqgraph-demo")),)

_BUILD = (
    Command(
        "build",
        "building:build",
        _SOURCES,
        _out("STORE", "cli.option.out-store", required=True),
        _JOBS,
        Option("fresh", "--fresh", "cli.option.fresh"),
    ),
    Command(
        "add",
        "building:add",
        Argument("paths", "PATH", "cli.option.add-paths", PATH, many=True),
        Option("store", "--store -s", "cli.option.store", "STORE", PATH),
        _JOBS,
    ),
    Command("remove", "building:remove", _DOCUMENT, _STORE),
    Command(
        "extract",
        "extracting:extract",
        _SOURCES,
        _JSON,
        Option("json_lines", "--json-lines", "cli.option.json-lines"),
        _JOBS,
    ),
    Group(
        "catalogue",
        Command(
            "catalogue add",
            "catalogues:add",
            Argument("files", "FILE", "cli.option.catalogue-files", PATH, many=True),
            _STORE,
            Option("name", "--name", "cli.option.catalogue-name", "NAME"),
            Option("columns", "--map", "cli.option.catalogue-map", "HEADING=FIELD", many=True),
            Option("strict", "--strict", "cli.option.catalogue-strict"),
        ),
        Command("catalogue list", "catalogues:list_", _STORE, _JSON),
        Command(
            "catalogue remove",
            "catalogues:remove",
            Argument("name", "NAME", "cli.option.catalogue"),
            _STORE,
        ),
    ),
)

_ASK = (
    Command(
        "ask",
        "questions:ask",
        Argument("question", "QUESTION", "cli.option.question"),
        Option("store", "--store -s", "cli.option.store", "STORE", required=True),  # as a word
        _JSON,
    ),
    Command(
        "query",
        "querying:query",
        Argument("query", "NAME|SPARQL|@FILE.rq", "cli.option.query"),
        Argument("parameters", "KEY=VALUE", "cli.option.parameters", required=False, many=True),
        _STORE,
        _format("table", "csv", "json", "xlsx", "md", "ttl", "nt"),
        _out("FILE", "cli.option.answer-file"),
        _BOM,
        Option("limit", "--limit", "cli.option.limit", "N", Number(1)),
        Option("timeout", "--timeout", "cli.option.timeout", "SECONDS", Number(0.1), default=30),
    ),
    Command(
        "queries",
        "querying:queries",
        Argument("name", "NAME", "cli.option.name", required=False),
        _JSON,
        Option("export", "--export", "cli.option.examples", "FILE.ttl", PATH),
        Option("store", "--store -s", "cli.option.examples-store", "STORE", PATH),
        Option(
            "endpoint",
            "--endpoint",
            "cli.option.endpoint",
            "IRI",
            default="https://w3id.org/hqgraph/sparql",
        ),
    ),
    Command(
        "lineage",
        "asking:lineage",
        Argument("document", "DOC", "cli.option.document", required=False),
        _STORE,
        Option("task", "--task -t", "cli.option.task", "NO"),
        Option("most", "--most", "cli.option.most", "N", Number(1), default=24),
        _JSON,
    ),
    Command(
        "compare",
        "comparing:compare",
        Argument("parent", "PARENT", "cli.option.parent"),
        Argument("child", "CHILD", "cli.option.child"),
        _STORE,
        _JSON,
        Option("html", "--html", "cli.option.compare-html", "FILE.html", PATH),
    ),
    Command(
        "gaps",
        "comparing:gaps",
        Argument("child", "CHILD", "cli.option.child"),
        Argument("parent", "PARENT", "cli.option.gaps-parent", required=False),
        _STORE,
        _format("table", "csv", "json", "md", default="table"),
        Option("only", "--only", "cli.option.gaps-only", "KIND", many=True),
        Option("everything", "--all", "cli.option.gaps-all"),
        _BOM,
        Option("html", "--html", "cli.option.gaps-html", "FILE.html", PATH),
    ),
    Command(
        "alike",
        "comparing:alike",
        Argument("document", "DOC", "cli.option.alike-document", required=False),
        _STORE,
        Option("least", "--least", "cli.option.alike-least", "N", Number(0.0), default=0.5),
        _format("table", "csv", "json", "md", default="table"),
        _out("FILE", "cli.option.answer-file"),
        _BOM,
    ),
    Command(
        "why",
        "comparing:why",
        Argument("subject", "SUBJECT", "cli.option.subject"),
        Argument("predicate", "PREDICATE", "cli.option.predicate", required=False),
        Argument("value", "OBJECT", "cli.option.object", required=False),
        _STORE,
        _JSON,
        Option("limit", "--limit", "cli.option.facts", "N", Number(1), default=30),
    ),
    Command("mcp", "agents:mcp", _STORE),
)

_SHOW = (
    Command(
        "view",
        "showing:view",
        _STORE,
        _out("FILE.html", "cli.option.network", "network.html"),
        Option("lineage", "--lineage", "cli.option.lineage", "FILE.html", PATH),
        Option("region", "--region", "cli.option.region", "REGION"),
        Option("document", "--document", "cli.option.view-document", "DOC"),
        Option("kind", "--kind", "cli.option.kind", "KIND"),
        Option("theme", "--theme", "cli.option.theme", "THEME"),
        Option("agency", "--agency", "cli.option.view-agency", "AGENCY"),
        Option("depth", "--depth", "cli.option.view-depth", "N", Number(0)),
    ),
    Command(
        "ledger",
        "ledgers:ledger",
        _STORE,
        _out("FILE.xlsx", "cli.option.ledger-out", "台账.xlsx"),
        *_CHOSEN,
        Option("per_agency", "--per-agency", "cli.option.per-agency"),
        Option("full", "--full", "cli.option.ledger-full"),
    ),
    Command(
        "timeline",
        "ledgers:timeline",
        _STORE,
        _out("FILE", "cli.option.timeline-out", "timeline.html"),
        *_CHOSEN,
        Option("font", "--font", "cli.option.timeline-font", "FILE.ttf", PATH),
    ),
    Group(
        "progress",
        Command(
            "progress import",
            "ledgers:import_",
            Argument("files", "FILE", "cli.option.progress-files", PATH, many=True),
            _STORE,
            Option("reported", "--as-of", "cli.option.as-of", "DATE", Day()),
            Option("strict", "--strict", "cli.option.progress-strict"),
            Option("dry_run", "--dry-run", "cli.option.dry-run"),
        ),
        Command(
            "progress list",
            "ledgers:list_",
            _STORE,
            _ONE_DOCUMENT,
            Option("history", "--history", "cli.option.history"),
            _JSON,
        ),
        Command(
            "progress export",
            "ledgers:export",
            _STORE,
            _out("FILE.csv", "cli.option.progress-out"),
            _ONE_DOCUMENT,
            _BOM,
        ),
    ),
    Command(
        "stats",
        "showing:stats",
        _STORE,
        _JSON,
        Option("network", "--network", "cli.option.network-stats"),
        Option("top", "--top", "cli.option.top", "N", Number(1), default=10),
    ),
    Command(
        "export",
        "showing:export",
        Option(
            "form",
            "--format -f",
            "cli.option.export-format",
            "FORMAT",
            Choice("nq", "ttl", "trig", "jsonld", "graphml", "csv"),
            required=True,
        ),
        _STORE,
        _out("FILE", "cli.option.export-out"),
    ),
    Command(
        "check",
        "showing:check",
        Argument("paths", "PATH", "cli.option.check-paths", PATH, required=False, many=True),
        Option("store", "--store -s", "cli.option.check-store", "STORE", PATH),
        _JOBS,
    ),
)

TOPICS = {"start": _START, "build": _BUILD, "ask": _ASK, "show": _SHOW}
"""The commands as help shows them; the words of a topic are ``cli.panel.…``."""

COMMANDS: dict[str, Command | Group] = {
    command.name: command for commands in TOPICS.values() for command in commands
}
"""Every command, and every group of commands, by its name."""

HELP = Option("help", "--help -h", "cli.option.help")
"""Goes with every command, wherever it stands."""
LANG = Option("lang", "--lang", "cli.option.lang", "LANG", Choice(*LANGUAGES))
PROGRAM = Program(LANG, Option("version", "--version", "cli.option.version"), HELP)
"""What may stand before a command."""
