"""Knows how to have a car at every place of its way, for looking at every screen."""

from collections.abc import Iterator

from tests.screens.hands import ROWS
from tests.screens.served import Server

TOMORROW = "2026-11-24T10:00:00+08:00"
AFTERNOON = "2026-11-23T17:30:00+08:00"
LONG = "客户说:高速上方向盘抖动,冷车启动有异响,上坡无力,空调吹风有异味,逐项检查并电话告知后再施工"
A_PHOTO = "a-photo-that-is-on-its-way"

# place → who does what to come there from the place before it.
WAY = {
    "arrived": ("R01", "arrive", {}),
    "waiting": ("S01", "check_in", {
        "promise_at": AFTERNOON, "price_fen": 72_000, "planned_minutes": 60, "keys_tag": "44"}),
    "queued": ("F01", "dispatch_card", {"team": "G4", "technicians": ["T13"]}),
    "working": ("T13", "start_work", {}),
    "self": ("T13", "finish_work", {"work_done": "按单完成", "confirmed": True}),
    "peer": ("T13", "sign_check", {"level": "self", "passed": True}),
    "final": ("T12", "sign_check", {"level": "peer", "passed": True}),
    "washing": ("Q01", "sign_check", {"level": "final", "passed": True}),
    "running": ("W01", "start_wash", {}),
    "settling": ("W01", "finish_wash", {"parking": "P09"}),
    "returned": ("C01", "return_bill", {"reason": "工时少写一项"}),
    "checked": ("C01", "check_bill", {"price_fen": 70_000, "difference": "会员折扣"}),
    "ready": ("S01", "move_to_ready", {}),
    "delivered": ("S01", "hand_over", {}),
}  # fmt: skip


def fill_every_lane(server: Server) -> dict[str, str]:
    """place → the code of a car that stands there now."""
    due = sorted((t for t in server.tiles() if t["lane"] == "due"), key=lambda t: not t["wash"])
    left = iter([t["id"] for t in due])  # first those that want a wash, for the places beyond it
    cars = {place: brought_to(server, next(left), place) for place in reversed(WAY)}
    cars["booked"] = next(left)
    _do(server, "S01", "reschedule_card", cars["booked"], appointment_at=TOMORROW, reason="出差")
    cars["cancelled"] = next(left)
    _do(server, "S01", "cancel_card", cars["cancelled"], reason="客户改到别处")
    cars["due"] = next(left)
    _do(server, "S01", "add_note", cars["waiting"], text=LONG)
    _do(server, "F01", "prioritise_card", cars["waiting"], flag="safety", on=True, reason="刹车")
    _find(server, cars["working"])
    _raise(server, cars["working"])
    _do(server, "T13", "pause_work", cars["working"], reason="parts")
    cars["stopped"] = cars["working"]
    working = next(t for t in server.tiles() if t["lane"] == "working" and t["team"]["id"] == "G3")
    cars["working"] = working["id"]
    return {place: server.card(id)["code"] for place, id in cars.items()}


def _find(server: Server, card: str) -> None:
    """Three findings on one car: to be priced, to be answered, to be told to the workshop."""
    for _ in range(3):
        found = {"what": LONG, "urgency": "safety", "can_go_on": True, "minutes": 40}
        _do(server, "T13", "report_add_on", card, **found, photos=[A_PHOTO])
    for add_on in _add_ons(server, card)[1:]:
        _do(server, "S01", "price_add_on", card, add_on=add_on["id"], price_fen=58_000, minutes=40)
    last = _add_ons(server, card)[-1]
    said = {"answer": "refused", "channel": "phone", "spoke_to": "欧阳先生"}
    offer = last["offers"][-1]["id"]
    _do(server, "S01", "answer_add_on", card, add_on=last["id"], offer=offer, **said)


def _add_ons(server: Server, card: str) -> list[dict]:
    return server.card(card)["add_ons"]


def _raise(server: Server, card: str) -> None:
    for kind in ("warranty", "quality", "hard_case"):
        _do(server, "T13", "raise_record", card, kind=kind, note=LONG, photos=[A_PHOTO])


def brought_to(server: Server, card: str, place: str) -> str:
    for who, command, args in _up_to(place):
        _do(server, who, command, card, **args)
    return card


def _up_to(place: str) -> Iterator[tuple[str, str, dict]]:
    for step, (who, command, args) in WAY.items():
        if step == "returned" != place:
            continue
        yield who, command, args
        if step == place:
            return


def _do(server: Server, who: str, command: str, card: str, **args: object) -> None:
    if command == "sign_check":
        args["pin"] = ROWS[who].pin
    answer = server.command(who, command, card, **args)
    assert answer.ok, (command, answer)
