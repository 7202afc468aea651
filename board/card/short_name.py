"""Knows how customers are named before others: surname and title, not the full name
(rules.md §16)."""

import re

COMPOUND_SURNAMES = (
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛",
    "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容",
    "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马",
    "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐",
    "段干", "百里", "呼延", "东郭", "南门", "羊舌", "微生", "梁丘", "左丘", "东门", "西门", "第五",
)  # fmt: skip


_COMPANY = re.compile(
    r".{2,}(公司|集团|厂|商行|学校|大学|学院|医院|银行|中心|事务所|合作社|酒店|车队|物流|委员会|协会|"
    r"研究院|研究所|超市|管理局|公安局|税务局|分局|政府|部队)(（[^（）]+）|\([^()]+\))?|"
    r".+\b(co\.?,? ?ltd|ltd|inc|llc|gmbh|corp|company)\.?",
    re.IGNORECASE,
)


def is_company(name: str) -> bool:
    """Whether a customer is no person: it is named whole, for nobody's privacy is in its name."""
    return bool(_COMPANY.fullmatch(name.strip()))


def surname(name: str) -> str:
    """The family name: compound surnames from the list, else the first character; for names in
    Latin letters the last word's first letter."""
    name = name.strip()
    if name.startswith(COMPOUND_SURNAMES) and len(name) > 2:
        return name[:2]
    if name and name[0].isascii():
        return name.split()[-1][0].upper()
    return name[:1]


def short_name(name: str, title: str | None) -> str:
    """冯先生 where a title is recorded, else 冯**; a company by its name."""
    if is_company(name):
        return name.strip()
    return surname(name) + title if title else surname(name) + "**"
