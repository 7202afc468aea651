"""What could be done with a car, judged from its tile alone: plausible commands, many of them
accepted, some refused. For tests that give any command in any order."""

from datetime import datetime, timedelta
from random import Random

from board.events.event import instant, stamp

Move = tuple[str, str, dict]  # who, command, arguments

TECHNICIANS = {
    "G1": ["T01", "T02", "T03", "T04", "Q02"],
    "G2": ["T05", "T06", "T07", "T08"],
    "G3": ["T09", "T10", "T11"],
}
LEADERS = {"G1": "T01", "G2": "T05", "G3": "T09"}
NAMES = ("冯海涛", "欧阳明", "Smith, John", "<b>赵</b>", "孙 \u202eليلى", "=cmd|'/c'!A1")
REQUESTS = ("更换机油", "刹车异响 <script>", "空调不冷 🚗", "四轮定位", "保养 40000 公里")


def new_car(dice: Random, now: datetime, plate: str) -> Move:
    details = {
        "customer": {"name": dice.choice(NAMES), "title": dice.choice(["先生", "女士", None])},
        "vehicle": {"model": dice.choice(["凯美瑞", "汉兰达", "RAV4"]), "plate": plate},
        "requests": dice.sample(REQUESTS, dice.randint(1, 3)),
        "kind": dice.choice(["maintenance", "repair", "warranty", "rework"]),
        "planned_minutes": dice.choice([30, 60, 120]),
        "price_fen": 10_000,
        "wash": dice.random() < 0.4,
        "waiting_on_site": dice.random() < 0.3,
    }
    if dice.random() < 0.4:
        at = stamp(now + timedelta(minutes=dice.randint(-30, 300)))
        return "S01", "book_card", details | {"appointment_at": at}
    return "S02", "open_card", details


def moves(tile: dict, dice: Random, now: datetime, others: list[str]) -> list[Move]:
    """Everything somebody might do with the car of this tile; `others` are ids of other cars."""
    lane, team = tile["lane"], (tile["team"] or {}).get("id")
    found = [
        ("W01", "add_note", {"text": dice.choice(REQUESTS)}),
        (dice.choice(["S01", "F01", "T02"]), "undo", {}),
        ("F01", "prioritise_card", {"flag": "safety", "on": dice.random() < 0.5, "reason": "x"}),
        ("S01", "edit_card", {"remark": "", "wash": dice.random() < 0.5}),
        ("S01", "edit_card", {"vehicle": {"model": "卡罗拉", "plate": tile["plate"]}}),
    ]
    if others:
        found.append(("F01", "prioritise_card", {"before": dice.choice(others), "reason": "x"}))
    if lane in ("queued", "working", "stopped", "checking", "washing", "settling", "ready"):
        to = dice.choice(["waiting", "queued", "checking", "washing", "settling"])
        found.append(("F01", "put_back", {"lane": to, "reason": "x"}))
    by_lane = {
        "booked": _before, "due": _before, "arrived": _before, "waiting": _waiting,
        "queued": _shop_floor, "working": _shop_floor, "stopped": _shop_floor,
        "checking": _checking, "washing": _end, "settling": _end, "ready": _end, None: _gone,
    }  # fmt: skip
    return found + by_lane[lane](tile, dice, now, TECHNICIANS.get(team, ["T02"])) * 3


def _before(tile: dict, dice: Random, now: datetime, team: list[str]) -> list[Move]:
    promise = stamp(now + timedelta(minutes=dice.choice([1, 30, 240])))
    later = stamp(now + timedelta(minutes=dice.randint(0, 2000)))
    return [
        ("S01", "check_in", {"promise_at": promise, "price_fen": 1, "planned_minutes": 60}),
        ("R01", "arrive", {}),
        ("K01", "confirm_due", {}),
        ("K01", "reschedule_card", {"appointment_at": later, "reason": "x"}),
        ("K01", "mark_no_show", {}),
    ] + [("S01", "cancel_card", {"reason": "x"})] * (dice.random() < 0.2)


def _waiting(tile: dict, dice: Random, now: datetime, team: list[str]) -> list[Move]:
    to = dice.choice(list(TECHNICIANS))
    hands = dice.sample(TECHNICIANS[to], dice.randint(0, 2))
    bay = dice.choice([None, "1", "2"])
    return [("F01", "dispatch_card", {"team": to, "technicians": hands, "bay": bay})]


def _shop_floor(tile: dict, dice: Random, now: datetime, team: list[str]) -> list[Move]:
    who = dice.choice(team)
    on_it = [t["id"] for t in tile["technicians"]] or team
    one = dice.choice(on_it)
    if tile["lane"] == "queued":
        return [(one, "start_work", {"switch": dice.random() < 0.5}),
                *_waiting(tile, dice, now, team)]  # fmt: skip
    if tile["lane"] == "stopped":
        soon = stamp(now + timedelta(hours=2))
        return [(one, "resume_work", {"switch": dice.random() < 0.5}), ("P01", "parts_arrived", {}),
                ("P01", "expect_parts", {"expected_at": soon})]  # fmt: skip
    add_on = {"what": "刹车片", "urgency": "safety", "can_go_on": True}
    reason = dice.choice(["parts", "consent", "other"])
    return [
        (one, "finish_work", {"result": "正常"}), (one, "pause_work", {"reason": reason}),
        (who, "start_work", {"switch": dice.random() < 0.5}),
        (one, "hand_work_over", {"to": dice.choice(team)}),
        (one, "report_delay", {"minutes": 20, "reason": "x"}), (one, "report_add_on", add_on),
    ]  # fmt: skip


def _checking(tile: dict, dice: Random, now: datetime, team: list[str]) -> list[Move]:
    level = tile["state"]
    who = {"self": [t["id"] for t in tile["technicians"]] or team, "peer": team,
           "final": ["Q01", "Q02"]}[level]  # fmt: skip
    passed = dice.random() < 0.85
    args = {"level": level, "passed": passed, "faults": [] if passed else ["螺栓未紧"]}
    return [(dice.choice(who), "sign_check", args)] * 3


def _end(tile: dict, dice: Random, now: datetime, team: list[str]) -> list[Move]:
    word = dice.choice([{}, {"left_open": "x"}])
    told = {"about": "ready", "channel": "phone", "outcome": "told"}
    return {
        "washing": [("W01", "start_wash", {}), ("W01", "finish_wash", {"parking": "B1"})],
        "settling": [("C01", "check_bill", {"price_fen": 1, "difference": "x"}),
                     ("S01", "move_to_ready", word), ("C01", "return_bill", {"reason": "x"})],
        "ready": [("S01", "tell_customer", told), ("S01", "hand_over", word)],
    }[tile["lane"]]  # fmt: skip


def _gone(tile: dict, dice: Random, now: datetime, team: list[str]) -> list[Move]:
    return [("M01", "reopen_card", {"reason": "x"}), ("R01", "arrive", {})]


def time_of(board: dict) -> datetime:
    return instant(board["now"])  # type: ignore[return-value]
