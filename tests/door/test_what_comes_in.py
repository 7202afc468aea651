"""Whatever comes in is understood or refused by name: never a 500, never half of something."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.api.commands import OPEN
from app.commands.validation import ALL_COMMANDS, model_of
from tests.cast import CHEN, LI, LIANG, ZHENG, at
from tests.door.shop import copied, plain, quick_folder
from tests.pure_shop import details

SMALL = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def named(said: dict) -> set[str]:
    return {fault["field"] for fault in said["fields"]}


def new_card(**more: object) -> dict:
    return {"command": "open_card"} | plain(details(**more))  # type: ignore[operator]


def without(body: dict, *path: str) -> dict:
    copy = json.loads(json.dumps(body))
    inner = copy
    for name in path[:-1]:
        inner = inner[name]
    del inner[path[-1]]
    return copy


@pytest.mark.parametrize(
    "path", ["customer", "vehicle", "requests", "kind", "planned_minutes", "price_fen"]
)
def test_a_missing_field_is_named(shop, path):
    status, said = shop.post(CHEN, without(new_card(), path))
    assert (status, said["reason"], named(said)) == (422, "invalid", {path})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"customer": {"name": ""}}, "customer.name"),
        ({"customer": {"name": "   "}}, "customer.name"),
        ({"customer": {"name": "冯" * 61}}, "customer.name"),
        ({"customer": {"name": "冯", "age": 3}}, "customer.age"),
        ({"customer": "冯"}, "customer"),
        ({"vehicle": {"plate": "粤A1"}}, "vehicle.model"),
        ({"requests": []}, "requests"),
        ({"requests": ["x"] * 41}, "requests"),
        ({"requests": ["好", 7]}, "requests.1"),
        ({"requests": [None]}, "requests.0"),
        ({"kind": "tuning"}, "kind"),
        ({"planned_minutes": -1}, "planned_minutes"),
        ({"planned_minutes": 10**30}, "planned_minutes"),
        ({"planned_minutes": 1.5}, "planned_minutes"),
        ({"planned_minutes": None}, "planned_minutes"),
        ({"price_fen": "free"}, "price_fen"),
        ({"promise_at": "2026-11-23T17:00:00"}, "promise_at"),
        ({"promise_at": "17:00"}, "promise_at"),
        ({"promise_at": "0001-01-01T00:00:00+08:00"}, "promise_at"),
        ({"promise_at": "9999-12-31T23:59:59-08:00"}, "promise_at"),
        ({"promise_at": "1999-12-31T00:00:00Z"}, "promise_at"),
        ({"promise_at": 1e300}, "promise_at"),
        ({"promise_at": [2026]}, "promise_at"),
        ({"remark": "a\x00b"}, "remark"),
        ({"remark": "\x1b[31m"}, "remark"),
        ({"remark": "\ud800"}, "remark"),
        ({"customer": {"name": "\udfff冯"}}, "customer.name"),
        ({"remark": "长" * 1001}, "remark"),
        ({"wash": "perhaps"}, "wash"),
        ({"surprise": 1}, "surprise"),
        ({"__proto__": {}}, "__proto__"),
        ({"\ud800": 1}, ""),
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_field_is_named_and_nothing_changes(shop, change, field):
    stands = shop.standing()
    status, said = shop.post(CHEN, new_card() | change)
    assert (status, said["reason"]) == (422, "invalid")
    assert field in named(said)
    assert all(fault["detail"] and fault["reason"] for fault in said["fields"])
    assert shop.standing() == stands


def test_all_wrong_fields_are_named_at_once(shop):
    body = {"command": "start_work", "version": "new", "switch": "maybe", "x": 1}
    status, said = shop.post(ZHENG, body, key=None)
    assert status == 422
    assert named(said) == {"Idempotency-Key", "card", "version", "switch", "x"}


@pytest.mark.parametrize("key", [None, "k" * 201, "a\tb", "\x7f"])
def test_a_key_that_will_not_do_is_named(shop, key):
    stands = shop.standing()
    status, said = shop.post(CHEN, new_card(), key=key)
    assert (status, named(said)) == (422, {"Idempotency-Key"})
    assert shop.standing() == stands


@pytest.mark.parametrize(
    "text",
    ["🚗🔧 换机油", "مرحبا بالعالم",
     "\u202egnp.exe", "<script>alert(1)</script>", "'; DROP TABLE cards;--",
     '=cmd|"/c calc"!A1', "a\nb\tc", "e\u0301", "{{7*7}}", "%s%n", "\u200b零宽"],
)  # fmt: skip
def test_odd_text_is_text(shop, text):
    status, said = shop.post(CHEN, new_card(remark=text, requests=[text]))
    assert status == 200
    card = shop.get(f"/cards/{said['card']}")[1]
    assert card["remark"] == {"e\u0301": "é", "\u202egnp.exe": "gnp.exe",
                              "\u200b零宽": "零宽"}.get(text, text)  # fmt: skip
    assert shop.get("/cards", q=text)[0] == 200


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"null", b"[]", b"17", b'"open_card"', b"{", b"\xff\xfe", b"{}", b'{"command":null}',
        b'{"command":["open_card"]}', b'{"command":{}}', b'{"command":"drop_table"}',
        b'{"command":"open_card"', b"[" * 200_000, b'{"command":' + b"[" * 200_000,
        b'{"command":"add_note","text":' + b'{"a":' * 40_000 + b"1" + b"}" * 40_001,
        b'{"command":"add_note","version":' + b"9" * 9000 + b"}",
        b'{"command":"open_card","promise_at":NaN,"price_fen":Infinity}',
    ],
    ids=lambda raw: repr(raw[:30]),
)  # fmt: skip
def test_no_json_no_command(shop, raw):
    stands = shop.standing()
    status, said = shop.post(CHEN, None, raw=raw)
    assert (status, said["status"]) == (422, 422)
    assert said["reason"] in ("bad_request", "unknown_command", "invalid")
    assert shop.standing() == stands


@pytest.mark.parametrize("size", [300_000, 10_000_000, 13_000_000])
def test_a_body_that_is_too_large_is_not_read(shop, size):
    status, said = shop.post(CHEN, new_card(remark="长" * (size // 3)))
    assert (status, said["reason"]) == (413, "too_large")


@pytest.mark.parametrize("card", ["", "x" * 100_000, "\x00", "\ud800", "' OR 1=1 --"])
def test_a_card_that_is_not_there(shop, card):
    body = {"command": "add_note", "card": card, "version": 1, "text": "x"}
    status, said = shop.post(CHEN, body)
    assert status in (404, 422)


@pytest.mark.parametrize("version", [0, -1, 10**12, 10**40])
def test_a_version_that_never_was_is_stale(shop, version):
    car = shop.booked()
    status, said = shop.tries(CHEN, "add_note", car, text="x", version=version)
    assert (status, said["reason"], said["version"]) == (409, "stale", 1)


@pytest.mark.parametrize("version", [True, 1.0, "1", None, [1]])
def test_a_version_is_a_whole_number(shop, version):
    car = shop.booked()
    body = shop.body("add_note", car, text="x") | {"version": version}
    assert shop.post(CHEN, body)[0] == 422


@pytest.mark.parametrize("who", ["Bearer", "Bearer ", "Bearer x", "bearer \xe9", "Basic eDp5"])
def test_a_wrong_token_is_401(shop, who):
    head = {"Authorization": who, "Idempotency-Key": "k"}
    answer = shop.client.post("/api/v1/commands", json=new_card(), headers=head)
    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"
    assert shop.client.get("/api/v1/board", headers=head).status_code == 401


def test_a_first_pin_over_the_api_is_kept_or_refused(shop):
    """Never taken silently and thrown away."""
    body = {"command": "add_person", "person": "T98", "name": "新", "roles": ["technician"],
            "pin": "739154"}  # fmt: skip
    status, said = shop.post(LIANG, body)
    kept = "T98" in {row["person"] for row in shop.rows("pins")}
    assert (status, kept) in ((200, True), (422, False)), said


# --- junk ------------------------------------------------------------------------------------

TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(st.characters(categories=["Cs", "Cc", "Cf", "Lo"]), max_size=8),
    st.sampled_from(
        ["", "\x00", "\ud83d", "2026-11-23T17:00:00Z", "0001-01-01T00:00:00+23:59", "T02", "G1",
         "9999-12-31T23:59:59.999999-23:59", "parts", "self", "waiting", "-1", "1e999", "NaN"]
    ),
)  # fmt: skip
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.integers(-(10**60), 10**60), st.floats(), TEXTS
)
JUNK = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=8,
)


@st.composite
def bodies(draw) -> dict:
    """A command with its own field names and anything in them, and perhaps more."""
    command = draw(st.sampled_from(OPEN))
    fields = [f.alias or name for name, f in model_of(ALL_COMMANDS[command]).model_fields.items()]
    given = draw(st.dictionaries(st.sampled_from(fields), JUNK, max_size=6)) if fields else {}
    more = draw(st.dictionaries(TEXTS, JUNK, max_size=1))
    body = {"command": command} | given | more
    if draw(st.booleans()):
        body |= {"card": draw(st.one_of(st.just("CAR"), JUNK)), "version": draw(st.just(1) | JUNK)}
    return body


@SMALL
@given(body=bodies(), who=st.sampled_from([CHEN, LI, ZHENG, LIANG]))
@example(body={"command": "mark_absent", "person": "T02", "day": "0001-01-01"}, who=LIANG)
@example(body={"command": "mark_absent", "person": "T02", "day": 1e18}, who=LIANG)
def test_junk_is_never_a_500_and_a_refusal_changes_nothing(junk_shop, body, who):
    shop, car = junk_shop
    if body.get("card") == "CAR":
        body = body | {"card": car}
    stands = shop.standing()
    status, said = shop.post(who, body)
    assert status in (200, 401, 403, 404, 409, 422), said
    if status != 200:
        assert said["reason"] and said["detail"]
        assert shop.standing()[:-1] == stands[:-1]
        shop.get(f"/cards/{car}")


@pytest.fixture(scope="module")
def junk_shop(template):
    folder, tokens = template
    with quick_folder() as place, copied(folder, place, tokens) as shop:
        yield shop, shop.booked()


READS = st.sampled_from(
    ["/cards", "/changes", "/cards/x", "/cards/%00", "/board", "/people", "/teams"]
)


@SMALL
@given(path=READS, query=st.dictionaries(st.sampled_from(["q", "since", "epoch", "mark", "at"]),
                                         st.text(max_size=30)))  # fmt: skip
def test_no_question_is_a_500(junk_shop, path, query):
    safe = {k: v.encode("utf-8", "replace") for k, v in query.items()}
    status, _ = junk_shop[0].get(path, **safe)
    assert status in (200, 404, 410, 422)


def test_a_time_is_kept_in_utc_to_the_millisecond(shop):
    _, said = shop.post(CHEN, new_card(promise_at=at("17:00")) | {
        "promise_at": "2026-11-23T17:00:00.123456+08:00"})  # fmt: skip
    card = shop.get(f"/cards/{said['card']}")[1]
    assert card["promise_at"] == "2026-11-23T09:00:00.123Z"


def test_a_name_of_invisible_signs_is_no_name(shop):
    nothing = "\u200b\u2060"
    body = new_card(requests=[nothing]) | {"customer": {"name": nothing}}
    status, said = shop.post(CHEN, body)
    assert status == 422
    assert {"customer.name", "requests.0"} <= named(said)


@pytest.mark.parametrize(
    ("field", "value"),
    [("planned_minutes", True), ("price_fen", "100"), ("wash", "yes"), ("promise_at", 1900000000)],
)
def test_a_value_of_another_kind_is_not_guessed_at(shop, field, value):
    status, said = shop.post(CHEN, new_card(**{field: value}))
    assert (status, named(said)) == (422, {field})


def test_nobody_can_take_the_clocks_key(shop):
    """A person's key and the clock's are different keys, whatever is written in them."""
    status, first = shop.post(CHEN, new_card(), key="clock:confirm_due:x:y")
    assert status == 200
    with shop.store.database.read() as connection:
        keys = connection.exec_driver_sql("SELECT key FROM answers").scalars().all()
    assert "api:clock:confirm_due:x:y" in keys
