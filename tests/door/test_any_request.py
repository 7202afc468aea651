"""Whatever is sent to the API, it answers as it is described, and never with a fault of its own:
schemathesis makes the requests up from the description, right ones and wrong ones. Right is what
the description can say; that a card exists it cannot, so commands are also given on real ones."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy, sampled_from
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from app.api import openapi
from tests.cast import LIANG
from tests.door.shop import RealShop, copied, quick_folder

API = schemathesis.openapi.from_dict(openapi.description())
COMMANDS, PHOTOS = "/api/v1/commands", "/api/v1/photos"
READS = [path for path in API if path not in (COMMANDS, PHOTOS)]
# What can be wrong in a request; an id or a search may be any text.
CAN_BE_WRONG = [("/api/v1/board", "GET"), ("/api/v1/changes", "GET"), (PHOTOS, "POST"),
                (COMMANDS, "POST")]  # fmt: skip
CHECKS = [
    not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
    checks.response_headers_conformance, checks.response_schema_conformance,
    checks.negative_data_rejection, checks.missing_required_header,
]  # fmt: skip


def tried(times: int) -> settings:
    """The same requests each time, none looked for again in fewer words."""
    return settings(
        max_examples=times, deadline=None, database=None, derandomize=True,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip


@pytest.fixture(scope="module")
def day(template) -> Iterator[RealShop]:
    """A shop with cars in some lanes."""
    folder, tokens = template
    with quick_folder() as place, copied(folder, place, tokens) as shop:
        for lane in ("booked", "arrived", "waiting", "checking"):
            shop.in_lane(lane)
        yield shop


def requests(day: RealShop, path: str, method: str, mode: GenerationMode) -> SearchStrategy[Case]:
    return API[path][method].as_strategy(generation_mode=mode, headers=day._headers(LIANG))


def ask(day: RealShop, case: Case) -> int:
    answer = case.call(app=day.client.application)
    case.validate_response(answer, checks=CHECKS)
    return answer.status_code


@pytest.mark.parametrize("path", READS)
def test_reading_is_answered_as_described(day, path):
    @tried(10)
    @given(requests(day, path, "GET", GenerationMode.POSITIVE))
    def asked(case: Case) -> None:
        ask(day, case)

    asked()


@pytest.mark.parametrize(("path", "method"), CAN_BE_WRONG)
def test_wrong_requests_are_refused_as_described(day, path, method):
    @tried(30)
    @given(requests(day, path, method, GenerationMode.NEGATIVE))
    def asked(case: Case) -> None:
        ask(day, case)

    asked()


def test_commands_are_answered_as_described(day):
    cars = [tile["id"] for lane in day.get("/board")[1]["lanes"] for tile in lane["cards"]]
    answered: Counter[int] = Counter()

    @tried(200)
    @given(requests(day, COMMANDS, "POST", GenerationMode.POSITIVE), sampled_from(cars))
    def asked(case: Case, car: str) -> None:
        case.body = printable(case.body)
        if "version" in case.body:
            case.body |= {"card": car, "version": day[car].version}
        answered[ask(day, case)] += 1

    asked()
    assert {200, 403, 409, 422} <= set(answered), answered


def printable(value: Any) -> Any:
    """The same without control characters and halves of characters, which no field may hold."""
    if isinstance(value, dict):
        return {name: printable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [printable(one) for one in value]
    if isinstance(value, str):
        return "".join(c if unicodedata.category(c) not in ("Cc", "Cs") else "字" for c in value)
    return value
