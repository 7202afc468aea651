"""Knows what shops call the roles of their people."""

from collections.abc import Mapping

from board.card.plain import plain

WORDS: Mapping[str, tuple[str, ...]] = {
    "advisor": ("服务顾问", "维修接待", "接待", "顾问", "SA", "前台接待"),
    "foreman": ("车间主管", "维修主管", "调度", "车间调度", "车间主任", "车间经理"),
    "leader": ("班组长", "组长", "班长", "机修组长"),
    "technician": ("维修技师", "技师", "维修工", "机修工", "机电技师", "钣金工", "喷漆工", "学徒"),
    "inspector": ("质检员", "质检", "质量总检", "总检", "技术总监", "检验员"),
    "washer": ("洗车", "洗车工", "洗车员"),
    "cashier": ("结算员", "收银员", "收银", "结算", "财务"),
    "parts": ("备件员", "备件", "配件员", "配件", "仓管", "库管"),
    "reception": ("导修员", "导修", "引导员", "前台"),
    "care": ("客服", "客服专员", "预约专员", "客户关系", "回访专员"),
    "manager": ("服务经理", "售后经理", "经理", "站长"),
    "admin": ("系统管理", "系统管理员", "管理员", "信息员"),
}
_ROLES = {plain(word).casefold(): role for role, words in WORDS.items() for word in words}


def role_of(text: str) -> str:
    """The role a word means; the word itself where it means none."""
    word = plain(text).casefold()
    return _ROLES.get(word, word)
