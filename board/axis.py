"""Knows which skills a car seems to ask for, on the time axis 时间轴 (SPEC §11)."""

from collections.abc import Iterable
from functools import lru_cache

# A skill, and the words of a request that ask for it. A shop's own skill that is named in the
# request itself counts too.
ASKED_BY = {
    "保养": ("保养", "机油", "滤芯", "火花塞", "雨刮"),
    "制动": ("刹车", "制动", "手刹"),
    "底盘": ("底盘", "减震", "跑偏", "动平衡", "四轮", "方向盘", "悬挂", "胎"),
    "发动机": ("发动机", "启动", "怠速", "火花塞", "燃油", "上坡无力", "加速", "漏油", "水温"),
    "变速箱": ("变速箱", "换挡", "顿挫", "离合"),
    "电器": ("电器", "蓄电池", "电瓶", "发电机", "故障灯", "车窗", "中控", "大灯", "喇叭"),
    "空调": ("空调", "制冷", "暖风", "加氟"),
    "混动": ("混动", "高压", "动力电池"),
    "钣金": ("钣金", "凹", "保险杠", "车门变形"),
    "喷漆": ("喷漆", "补漆", "划痕", "掉漆"),
}
ASKED_BY_KIND = {"maintenance": ("保养",), "body": ("钣金", "喷漆")}


@lru_cache(maxsize=2048)
def _asked(text: str, kind: str) -> tuple[str, ...]:
    asked = [skill for skill, words in ASKED_BY.items() if any(word in text for word in words)]
    return tuple(dict.fromkeys([*ASKED_BY_KIND.get(kind, ()), *asked]))


def matching(requests: Iterable[str], kind: str, skills: Iterable[str]) -> list[str]:
    """Those of some skills that a car seems to ask for: a suggestion to whoever dispatches, never
    a rule. A skill that no request's words ask for may be named in the request itself."""
    text = " ".join(requests)
    asked = _asked(text, kind)
    return [skill for skill in skills if skill in asked or skill in text]
