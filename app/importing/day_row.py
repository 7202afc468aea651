"""Knows a row of a day file: what its cells mean, and what keeps it from being a card."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.importing.table_line import Problem

FIELDS = {
    "预约单号": "order_no",
    "预约日期": "date",
    "预约时间": "time",
    "客户姓名": "customer",
    "手机": "phone",
    "车牌号": "plate",
    "车型": "model",
    "行驶里程": "odometer",
    "业务类型": "kind",
    "要求事项": "requests",
    "预计工时(小时)": "hours",
    "预计费用(元)": "price",
    "承诺交车时间": "promise",
    "服务顾问": "advisor",
    "洗车": "wash",
    "在店等候": "waiting_on_site",
    "备注": "remark",
}
NEEDED = (
    "order_no", "date", "time", "customer", "model", "requests", "hours",
    "minutes", "price",
)  # fmt: skip
MOST_LETTERS = {
    "order_no": 40, "customer": 60, "phone": 40, "plate": 20, "model": 80,
    "requests": 4_000, "advisor": 40, "remark": 1_000,
}  # fmt: skip
MOST_REQUESTS, MOST_OF_A_REQUEST = 40, 500
FALLBACK_KIND = "repair"


@dataclass(frozen=True, kw_only=True)
class DayRow:
    """One row: its line in the file, its cells as they stand there, and what they mean.

    Times are aware UTC, hours whole minutes, money fen. A row with `problems` cannot become a
    card and its values are not to be used; `warnings` leave it usable. `lane`: where the car is
    (`read_lane`); `left_out`: why the row is passed over (`hidden_row`, `sum_row`, `gone` …);
    `columns`: field → place in `cells`; `hidden`: the sheet does not show it."""

    line: int
    headings: tuple[str, ...]
    cells: tuple[str, ...]
    order_no: str
    appointment_at: datetime | None
    customer: str
    phone: str | None
    plate: str | None
    vin: str | None
    model: str
    odometer: int | None
    kind: str
    requests: tuple[str, ...]
    planned_minutes: int | None
    price_fen: int | None
    promise_at: datetime | None
    advisor: str | None
    wash: bool
    waiting_on_site: bool
    remark: str | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    lane: str | None = None
    left_out: str | None = None
    hidden: bool = False
    columns: Mapping[str, int] = field(default_factory=dict)

    def as_written(self, name: str) -> str:
        """The cell of a field as it stands in the file."""
        place = self.columns.get(name)
        return "" if place is None else self.cells[place]
