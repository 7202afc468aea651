"""Knows under which headings a day file holds what a card needs, as other systems call it."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from app.importing.day_row import FIELDS
from app.importing.day_times import Calendar, read_day_and_clock, read_promise
from app.importing.day_values import (
    read_fen,
    read_kilometres,
    read_minutes,
    read_yes_no,
)
from app.importing.headings import Wanted
from board.card.plain import VIN_LENGTH, plain, plain_plate, plain_vin

# Each of these holds one field whatever system wrote it; the likeliest first.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "order_no": ("预约单号", "预约单编号", "预约编号", "预约号", "工单号", "工单编号",
        "维修工单号", "维修单号", "委托书号", "委托单号", "单据编号", "单据号", "单号",
        "订单号", "业务单号", "RO号", "order no", "order number", "ro no", "appointment no"),
    "date": ("预约日期", "预约到店日期", "预约进厂日期", "到店日期", "进店日期", "来店日期",
        "预约日", "进厂日期", "日期", "date", "appointment date"),
    "time": ("预约时间", "预约到店时间", "预约进厂时间", "预约来店时间", "预约进店时间",
        "到店时间", "进店时间", "来店时间", "预约时段", "预约时间段", "预计到店时间",
        "进厂时间", "时间", "时段", "time", "appointment time", "appointment"),
    "customer": ("客户姓名", "客户名称", "客户名", "客户", "车主姓名", "车主名称", "车主",
        "顾客姓名", "姓名", "送修人", "送修人姓名", "联系人", "customer", "customer name",
        "name"),
    "phone": ("手机", "手机号", "手机号码", "联系电话", "客户电话", "电话", "电话号码",
        "车主电话", "联系手机", "客户手机", "联系方式", "送修人电话", "联系人电话", "phone",
        "mobile", "tel"),
    "plate": ("车牌号", "车牌", "车牌号码", "牌照号", "车辆牌照", "牌照", "号牌", "车号",
        "plate", "licence plate", "license plate", "plate no"),
    "vin": ("VIN", "VIN码", "VIN号", "车架号", "底盘号", "车辆识别代号", "车辆识别码",
        "chassis no"),
    "model": ("车型", "车型名称", "车辆型号", "车型描述", "车系", "车款", "品牌车型",
        "车系车型", "model", "vehicle"),
    "odometer": ("行驶里程", "进厂里程", "里程", "里程数", "当前里程", "公里数", "行驶公里",
        "里程表读数", "表显里程", "odometer", "mileage", "km"),
    "kind": ("业务类型", "维修类型", "维修类别", "作业类型", "作业类别", "工单类型", "服务类型",
        "业务类别", "维修性质", "预约类型", "修理类别", "kind", "type", "job type"),
    "requests": ("要求事项", "客户描述", "客户要求", "客户需求", "客户诉求", "故障描述",
        "维修项目", "预约项目", "服务项目", "维修内容", "作业内容", "预约内容", "故障现象",
        "交修项目", "需求", "项目", "requests", "request", "complaint", "description"),
    "hours": ("预计工时(小时)", "预计工时", "标准工时", "工时", "工时数", "预估工时",
        "计划工时", "预计时长(小时)", "预计用时", "预计时长", "hours", "labour hours"),
    "minutes": ("预计工时(分钟)", "标准工时(分钟)", "工时(分钟)", "预计时长(分钟)",
        "预计用时(分钟)", "minutes"),
    "price": ("预计费用(元)", "预计费用", "预估金额", "预计金额", "预估费用", "估价", "报价",
        "预算金额", "费用", "金额", "总金额", "预计总价", "价格", "price", "amount", "estimate"),
    "promise": ("承诺交车时间", "预计交车时间", "约定交车时间", "预交车时间", "交车时间",
        "预计交车", "承诺交车", "约定交车", "预计取车时间", "取车时间", "提车时间", "promise",
        "promised at"),
    "promise_day": ("预计交车日期", "承诺交车日期", "约定交车日期", "交车日期"),
    "advisor": ("服务顾问", "顾问", "服务顾问姓名", "SA", "接待", "接待人", "接待员", "接车人",
        "维修接待", "服务专员", "advisor", "service advisor"),
    "wash": ("洗车", "是否洗车", "需要洗车", "洗车否", "wash"),
    "waiting_on_site": ("在店等候", "在店等", "是否在店等候", "是否等候", "在店等待",
        "是否等待", "客户等候", "waiting"),
    "lane": ("状态", "单据状态", "工单状态", "预约状态", "车辆状态", "当前状态", "status"),
    "remark": ("备注", "备注信息", "说明", "预约备注", "其他", "remark", "remarks", "note",
        "notes"),
}  # fmt: skip
# A heading that nobody listed is known by a word in it, if what stands under it fits.
_WORDS: Mapping[str, str] = {
    "order_no": r"(预约|工单|订单|委托|单据|业务单|维修单|任务单).*(编?号|编码)$|单号$",
    "phone": r"^(?!.*(顾问|接待|sa)).*(电话|手机|联系方式|phone|mobile)",
    "plate": r"车牌|牌照|号牌|plate",
    "vin": r"vin|车架|底盘|识别",
    "model": r"车型|车系|车款|车辆型号|model",
    "odometer": r"里程|公里|mileage|odometer",
    "kind": r"(业务|维修|作业|工单|服务|修理|预约|订单)(类型|类别|性质|种类|分类)",
    "requests": r"描述|要求|需求|诉求|故障|项目|内容|事项|交修|request|complaint",
    "hours": r"^(?!.*(费|价|元|分|额)).*(工时|时长|用时|hours)",
    "minutes": r"^(?!.*(费|价|元|额)).*(工时|时长|用时).*分|minutes",
    "price": r"^(?!.*(工时|材料|配件|备件|实收|已付))"
    r".*(金额|费用|价格|报价|估价|总价|price|amount)",
    "promise": r"^(?!.*实际).*(交车|取车|提车|交付)|promise",
    "advisor": r"^(?!.*(电话|手机|工号|编号)).*(顾问|接待|接车|advisor)",
    "wash": r"洗车|wash",
    "waiting_on_site": r"在店|等候|等待|waiting",
    "remark": r"备注|附言|remark|note",
    "customer": r"^(?!.*(编号|类型|等级|性质|地址)).*(客户|车主|送修人|顾客|customer)|姓名$",
    "date": r"^(?!.*实际).*(预约|到店|进店|来店|进厂|入厂|回厂).*日期?$",
    "time": r"^(?!.*实际).*(预约|到店|进店|来店|进厂|入厂|回厂).*(时间|时刻|时段|时点)",
}


def _fits(read: Callable[[str], object]) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        try:
            read(text)
        except ValueError:
            return False
        return True

    return fits


_PHONE = re.compile(r"(\+?86)?1\d{10}(\.0)?|0\d{2,3}-?\d{7,8}", re.ASCII)
_PLATE = re.compile(r"[一-鿿][A-Z][·. -]?[A-Z0-9]{4,6}[一-鿿]?", re.IGNORECASE | re.ASCII)
_NUMBERED = re.compile(r"(?=.*\d)[A-Z0-9/_#-]{1,40}", re.IGNORECASE | re.ASCII)


def _is(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: bool(pattern.fullmatch(plain(text)))


def _plate(text: str) -> bool:
    return bool(_PLATE.fullmatch(plain(text))) or not plain_plate(text)


def _whole_vin(text: str) -> bool:
    return len(plain(text)) == VIN_LENGTH and _fits(plain_vin)(text)


_ANY_SHOP = Calendar(ZoneInfo("UTC"), lambda day: day)
# Under a heading of which this is not true for most cells the field does not stand.
FITS: Mapping[str, Callable[[str], bool]] = {
    "order_no": _is(_NUMBERED),
    "date": _fits(read_day_and_clock),
    "time": _fits(read_day_and_clock),
    "promise": _fits(lambda text: read_promise(text, date(2026, 1, 1), _ANY_SHOP)),
    "phone": lambda text: sum(map(str.isdigit, text)) >= 5,
    "vin": _fits(plain_vin),
    "promise_day": _fits(read_day_and_clock),
    "hours": _fits(read_minutes),
    "minutes": _fits(read_minutes),
    "price": _fits(read_fen),
    "odometer": _fits(read_kilometres),
    "wash": _fits(read_yes_no),
    "waiting_on_site": _fits(read_yes_no),
}
# What needs no heading at all, because nothing else looks like it.
TELLING: Mapping[str, Callable[[str], bool]] = {
    "vin": _whole_vin,
    "phone": _is(_PHONE),
    "plate": _plate,
}
# One of each group must be there.
GROUPS = (
    ("order_no",), ("date", "time"), ("customer",), ("model",), ("requests",),
    ("hours", "minutes"), ("price",),
)  # fmt: skip
DAY = Wanted(FIELDS, GROUPS, SYNONYMS, {f: re.compile(w) for f, w in _WORDS.items()}, FITS, TELLING)
