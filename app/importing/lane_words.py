"""Knows how other systems say where a car is: not here yet, in the yard, at work, or gone."""

from board.card.plain import plain

WORDS = {
    "booked": ("已预约", "预约", "预约中", "未到", "未到店", "未进店", "未进厂", "待到店",
               "预约成功", "已确认", "booked"),
    "arrived": ("已到店", "到店", "已进店", "已进厂", "进厂", "待接待", "接待中", "已接车",
                "arrived"),
    "waiting": ("已开单", "待派工", "待维修", "待修", "在厂", "等待派工", "waiting"),
    "beyond": ("已派工", "待作业", "在修", "维修中", "作业中", "施工中", "作业中断", "待料", "质检",
               "待质检", "质检中", "洗车", "洗车中", "待结算", "已完工", "完工", "待交车",
               "working"),
    "gone": ("已交车", "交车", "已结算", "已出厂", "已离店", "已取消", "取消", "已作废", "作废",
             "delivered", "cancelled"),
}  # fmt: skip
_LANES = {word: lane for lane, words in WORDS.items() for word in words}


def read_lane(text: str) -> str:
    """`booked`, `arrived`, `waiting`, `beyond` (further than a list may put a car) or `gone`.
    Raises ValueError."""
    try:
        return _LANES[plain(text).casefold()]
    except KeyError:
        raise ValueError(text) from None
