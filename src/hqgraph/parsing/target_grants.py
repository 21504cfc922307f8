"""Targets of the form bound–money–grant: 给予不低于2000元的奖励, 按不低于工资总额的2%提取.

A floor or a cap (最高不超过500万元) binds those who pay and is a target; a plain sum
(补助50万元) and the share that is refunded (按投资额的10%给予补助) tell what one gets and
are none. What is set up with its size (设立规模10亿元的基金) is one too.
"""

from __future__ import annotations

import re

from hqgraph.parsing.target_clauses import Stretch
from hqgraph.parsing.target_forms import Found, Reading, operators, trim_adverbs
from hqgraph.parsing.target_numbers import BEFORE_OPS
from hqgraph.parsing.target_words import BUILD, any_of

_MOST = r"(?:最高|最多)"
_WHO = r"(?:[单每][个家名人项所户台张只件][^，,；;。：:]{0,12}?)"
_GIVES = re.compile(
    rf"(?P<who>{_WHO})?(?:一次性|统一|每年){{0,2}}"
    rf"{_MOST}?(?:给予|予以|发放|提供|兑现|享受|资助|奖励|补助|补贴|支持|奖补)"
    rf"(?:{_MOST}|累计|一次性|总额|合计|每[人家户个年月]){{0,3}}$"
)
_ENDS = r"(?=[，,；;。、）)和及并或]|$)"
_GRANTED = re.compile(
    r"的?(?P<name>[^，,；;。：:、的\d]{0,6}?"
    r"(?:奖励|补助|补贴|资助|支持|资金|经费|津贴|扶持|奖补|安家费|贷款|授信|贴息)(?:资金|金|经费)?)"
    rf"{_ENDS}"
)
_SET_ASIDE = re.compile(
    rf"(?P<name>[^，,；;。：:]{{3,20}}?)按照?(?P<op>{any_of(BEFORE_OPS)})[^，,；;。：:]{{2,24}}的$"
)
_TAKEN = re.compile(
    r"(?:的?比例)?(?:足额|提前|据实|统一|全额)*(?:提取|计提|预付|拨付|安排|缴纳|列支|支付|提留|配套)"
)
_IN_RATIO = re.compile(r"(?P<who>[^，,；;。：:]{2,20}?)(?:应当?|须|要|原则上)*按照?$")
_PROVIDED = re.compile(
    r"的?(?:比例|标准|要求)(?:设置|配备|配置|安排|预留|建设|核定)(?P<name>[^，,；;。：:、]{2,20})?"
)
_SIZED = re.compile(rf"(?:{BUILD}|组建|发起)总?(?:规模|面积|投资)?(?:合计)?$")
_OF_SIZE = re.compile(rf"的(?P<name>[^，,；;。：:、的\d]{{2,20}}){_ENDS}")


def grant(stretch: Stretch) -> Reading | None:
    """Read a floor of what is to be paid or set aside, or a fund; None for anything else."""
    quantity = stretch.run[-1]
    if len(stretch.run) > 1:
        return None
    if quantity.kind == "rate":
        return _set_aside(stretch)
    if not quantity.unit.endswith("元"):
        return None
    gives, granted = _GIVES.search(stretch.left), _GRANTED.match(stretch.right)
    bound = operators(stretch.run, gives.group())[0] if gives else "="
    if gives and granted and bound != "=":
        reading = _read(stretch, gives, granted["name"], granted.end(), gives["who"])
        reading.found[0].op = bound
        return reading
    sized, named = _SIZED.search(stretch.left), _OF_SIZE.match(stretch.right)
    if sized and named:
        return _read(stretch, sized, named["name"], named.end())
    return None


def _set_aside(stretch: Stretch) -> Reading | None:
    """Read 职工教育经费按不低于工资总额的2%提取, 三级医院按不低于10%的比例设置床位."""
    ratio, provided = _IN_RATIO.search(stretch.left), _PROVIDED.match(stretch.right)
    if ratio and provided and stretch.run[0].before == ">=":
        who, name = ratio["who"], provided["name"]
        return _read(stretch, ratio, name or who, provided.end() if name else 0, name and who)
    aside = _SET_ASIDE.search(stretch.left)
    if aside is None or BEFORE_OPS[aside["op"]] != ">=" or not _TAKEN.match(stretch.right):
        return None
    reading = _read(stretch, aside, trim_adverbs(aside["name"]), 0)
    reading.found[0].op = ">="
    return reading


def _read(
    stretch: Stretch, words: re.Match[str], name: str, behind: int, who: str | None = None
) -> Reading:
    """Return the target whose words start at ``words`` and end ``behind`` the run."""
    end = stretch.run_end + behind
    found = Found(stretch.run[-1], name, who, end, stretch.run[-1].op)
    found.start = stretch.start + words.start()
    return Reading("grant", [found], end)
