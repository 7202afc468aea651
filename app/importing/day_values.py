"""Knows how the values of a day file are written: hours, yuan, kilometres, kinds of job.

Every reader takes the cell's text and raises ValueError where it says nothing of the kind."""

import re
from decimal import ROUND_HALF_UP, Decimal

from board.card.plain import plain

# Kinds of job as other systems name them; a shop's own words are added when a file is handed in.
KIND_WORDS = {
    "maintenance": ("保养", "定期保养", "首次保养", "首保", "常规保养", "例行保养", "一般保养",
        "小保养", "大保养", "快速保养", "快保", "免费保养", "强保", "维护", "maintenance",
        "service"),
    "repair": ("一般维修", "维修", "普通维修", "机修", "机电维修", "小修", "大修", "故障维修",
        "自费维修", "客户付费", "自费", "一般修理", "repair"),
    "warranty": ("保修索赔", "保修", "索赔", "质保", "三包", "质量担保", "保修维修", "warranty"),
    "campaign": ("服务活动", "召回", "召回活动", "技术升级", "服务升级", "活动", "campaign",
        "recall"),
    "body": ("钣喷", "事故车", "事故", "事故维修", "事故车维修", "保险理赔", "保险", "理赔",
        "保险事故", "钣金", "喷漆", "油漆", "钣金喷漆", "钣喷维修", "body"),
    "inspection": ("检测", "检查", "车辆检测", "免费检测", "安全检测", "诊断", "年检", "年审",
        "pdi", "inspection"),
    "rework": ("返修", "返工", "内返", "外返", "rework"),
}  # fmt: skip
KINDS = {word: kind for kind, words in KIND_WORDS.items() for word in words}
MOST_HOURS = 1_000
MOST_YUAN = 10_000_000
MOST_KILOMETRES = 9_999_999

_NUMBER = re.compile(r"(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(\.\d{1,6})?", re.ASCII)
_HOURS_AND_MINUTES = re.compile(
    r"(\d{1,3})(?:个?小时|h|:)(\d{1,2})(?:分钟?|min|m)?|()(\d{1,4})(?:分钟?|min)", re.ASCII
)
_YES = {"是", "y", "yes", "true", "1", "√", "✓", "有"}
_NO = {"", "否", "n", "no", "false", "0", "×", "x", "无"}


def read_minutes(text: str) -> int:
    """Hours in whole minutes: 1.5, 1.5h, 1小时30分, 90分钟, 1:30."""
    words = plain(text).casefold()
    if parts := _HOURS_AND_MINUTES.fullmatch(words):
        return int(parts[1] or 0) * 60 + int(parts[2] or parts[4])
    hours = _number(re.sub(r"(小时|工时|个小时|hours?|hrs?|h)$", "", words), MOST_HOURS)
    return _whole(hours * 60)


def read_whole_minutes(text: str) -> int:
    """Minutes under a heading that says so."""
    minutes = re.sub(r"(分钟?|minutes?|min)$", "", plain(text).casefold())
    return _whole(_number(minutes, MOST_HOURS * 60))


def read_fen(text: str) -> int:
    """Yuan in fen."""
    yuan = re.sub(r"^(rmb|cny|[¥¥￥])|(元整?|rmb|cny|圆)$", "", plain(text).casefold())
    return _whole(_number(yuan, MOST_YUAN) * 100)


def read_kilometres(text: str) -> int:
    words = re.sub(r"(公里|千米|km|公里数)$", "", plain(text).casefold())
    times = 10_000 if words.endswith("万") else 1
    return _whole(_number(words.removesuffix("万"), MOST_KILOMETRES // times) * times)


def _number(text: str, most: int) -> Decimal:
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    number = Decimal(text.replace(",", ""))
    if number > most:
        raise ValueError(text)
    return number


def _whole(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


def read_yes_no(text: str) -> bool:
    word = plain(text).casefold()
    if word not in _YES | _NO:
        raise ValueError(text)
    return word in _YES


def read_kind(text: str) -> str:
    try:
        return KINDS[plain(text).casefold()]
    except KeyError:
        raise ValueError(text) from None


def read_requests(text: str) -> tuple[str, ...]:
    """The customer's requests. Only the full-width ； separates them: a half-width one may be
    part of what the customer said."""
    return tuple(part.strip() for part in text.split("；") if part.strip())


def plain_name(text: str) -> str:
    """A person's name for comparing."""
    return plain(text).casefold()
