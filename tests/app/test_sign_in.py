"""People come in by team, name tile and PIN, and go when nobody touches the tablet any more."""

import logging
from datetime import timedelta

import pytest
from flask import render_template
from sqlalchemy import text

from app.commands.perform import Actor, Command, perform
from app.people import lockout, pins
from app.people import signed_in as who
from app.people.credentials import still_valid
from app.people.log_lines import keep_quiet
from app.people.paths import local_path
from app.storage import tables as t
from app.storage.serialization import new_id
from board.commands.shop import ChangePerson, ChangePin, ChangeSettings, RegisterDevice
from board.events.shop import PinChanged

WRONG = "000001"


@pytest.fixture
def give_pin(csrf):
    """give_pin(client, person, pin, **fields): the answer of the PIN pad."""

    def give(client, person, pin, **fields):
        form = {"pin": pin, "csrf_token": csrf(client), **fields}
        return client.post(f"/sign-in/person/{person}", data=form)

    return give


def session_of(store) -> list:
    with store.read() as reading:
        return list(reading.connection.execute(t.sessions.select().order_by(t.sessions.c.seen_at)))


def change(store, args) -> None:
    assert perform(store, Command(Actor("M01"), f"test:{args}", args)).ok


# --- the way in ------------------------------------------------------------------------


def test_teams_come_first_and_people_without_a_team_stand_under_their_role(client):
    page = client.get("/sign-in").get_data(as_text=True)
    assert page.index("机电一组") < page.index("钣喷组") < page.index("服务顾问")
    assert "郑凯" in client.get("/sign-in/team/G1").get_data(as_text=True)
    assert "陈雅琴" in client.get("/sign-in/role/advisor").get_data(as_text=True)


def test_the_right_pin_signs_in_and_leads_home(client, give_pin, pin_of):
    answer = give_pin(client, "T02", pin_of("T02"))
    assert (answer.status_code, answer.location) == (303, "/")
    assert "郑凯" in client.get("/me").get_data(as_text=True)


def test_everybody_comes_to_what_waits_for_them(client, give_pin, pin_of):
    assert give_pin(client, "S01", pin_of("S01")).location == "/"


def test_a_scanned_card_opens_after_the_whole_way_in(client, give_pin, pin_of):
    at_door = client.get("/me?card=7K3QF&x=a%26b")
    assert at_door.status_code == 303
    page = client.get(at_door.location).get_data(as_text=True)
    names = next(part for part in page.split('href="') if part.startswith("/sign-in/team/G1"))
    page = client.get(names.split('"')[0].replace("&amp;", "&")).get_data(as_text=True)
    pad = next(part for part in page.split('href="') if part.startswith("/sign-in/person/T02"))
    page = client.get(pad.split('"')[0].replace("&amp;", "&")).get_data(as_text=True)
    kept = page.split('name="next" value="')[-1].split('"')[0].replace("&amp;", "&")
    assert kept == "/me?card=7K3QF&x=a%26b"
    assert give_pin(client, "T02", pin_of("T02"), next=kept).location == kept


@pytest.mark.parametrize(
    "evil",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil", "/\t/evil", "evil",
     "javascript:alert(1)", "/%0d\n/x", "/" + "a" * 600, "", "/sign-in", "/sign-out"],
)  # fmt: skip
def test_nobody_is_led_to_another_site(client, give_pin, pin_of, evil):
    assert local_path(evil) is None
    assert give_pin(client, "T02", pin_of("T02"), next=evil).location == "/"


def test_language_is_kept_through_signing_in(client, csrf, give_pin, pin_of):
    form = {"language": "en", "next": "/sign-in?next=/me", "csrf_token": csrf(client)}
    assert client.post("/language", data=form).location == "/sign-in?next=/me"
    give_pin(client, "T02", pin_of("T02"))
    assert "Change PIN" in client.get("/me").get_data(as_text=True)


def test_language_is_no_way_to_another_site(client, csrf):
    form = {"language": "en", "next": "//evil.example", "csrf_token": csrf(client)}
    assert client.post("/language", data=form).location == "/"


def test_a_session_id_known_before_is_worth_nothing_after(app, client, store, give_pin, pin_of):
    give_pin(client, "T02", pin_of("T02"))
    before = client.get_cookie("jindu").value
    give_pin(client, "T03", pin_of("T03"))
    stranger = app.test_client()
    stranger.set_cookie("jindu", before)
    assert stranger.get("/me").status_code == 303
    assert [row.ended_at is None for row in session_of(store)].count(True) == 1


def test_a_device_keeps_its_id_and_a_forged_one_gets_another(client, app, csrf):
    csrf(client)
    first = client.get_cookie("jindu_device").value
    assert "jindu_device" not in client.get("/sign-in").headers.get("Set-Cookie", "")
    forger = app.test_client()
    forger.set_cookie("jindu_device", first[:-2] + "xx")
    forger.get("/sign-in")
    assert forger.get_cookie("jindu_device").value not in (first, first[:-2] + "xx")


# --- wrong PINs ------------------------------------------------------------------------


def test_a_wrong_pin_says_how_many_tries_are_left(client, give_pin):
    answer = give_pin(client, "T02", WRONG)
    assert answer.status_code == 403
    assert "密码不对,还能试4次。" in answer.get_data(as_text=True)


def test_the_lock_comes_after_five_and_doubles_up_to_an_hour():
    wrong = [lockout.lock_seconds(n) for n in range(1, 15)]
    assert wrong == [0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_lockout_grows_with_each_further_wrong_try(client, give_pin, pin_of, real_time):
    for _ in range(4):
        assert give_pin(client, "T02", WRONG).status_code == 403
    locked = give_pin(client, "T02", WRONG)
    assert locked.status_code == 429
    page = locked.get_data(as_text=True)
    assert "还有30秒" in page and "找梁国华" in page
    assert give_pin(client, "T02", pin_of("T02")).status_code == 429
    real_time.forward(seconds=31)
    assert "还有60秒" in give_pin(client, "T02", WRONG).get_data(as_text=True)
    real_time.forward(seconds=59)
    assert give_pin(client, "T02", pin_of("T02")).status_code == 429
    real_time.forward(seconds=2)
    assert give_pin(client, "T02", pin_of("T02")).status_code == 303


def test_the_right_pin_forgets_the_wrong_ones(client, give_pin, pin_of):
    for _ in range(3):
        for _ in range(4):
            give_pin(client, "T02", WRONG)
        assert give_pin(client, "T02", pin_of("T02")).status_code == 303


def test_a_lock_is_for_one_person_on_one_device(app, client, give_pin, pin_of):
    for _ in range(5):
        give_pin(client, "T02", WRONG)
    assert give_pin(client, "T03", pin_of("T03")).status_code == 303
    assert give_pin(app.test_client(), "T02", pin_of("T02")).status_code == 303


def test_inventing_a_device_for_every_guess_does_not_help(app, client, give_pin, pin_of):
    give_pin(client, "T02", pin_of("T02"))
    answers = [give_pin(app.test_client(), "T02", WRONG).status_code for _ in range(51)]
    assert answers[:49] == [403] * 49 and answers[49:] == [429, 429]
    assert give_pin(client, "T02", pin_of("T02")).status_code == 303


def test_tries_at_the_same_moment_are_all_counted(store, real_time):
    begun = [lockout.begin(store, "T02", "one", real_time.now) for _ in range(7)]
    assert [a.allowed for a in begun] == [True] * 5 + [False] * 2


def test_somebody_unknown_reads_the_same_sentence(client, give_pin):
    known = give_pin(client, "T02", WRONG).get_data(as_text=True)
    unknown = give_pin(client, "X99", WRONG)
    assert unknown.status_code == 403
    assert "密码不对,还能试4次。" in known and "密码不对,还能试4次。" in unknown.get_data(
        as_text=True
    )


def test_somebody_who_left_cannot_come_in(client, store, give_pin, pin_of):
    change(store, ChangePerson(person="T02", active=False))
    assert give_pin(client, "T02", pin_of("T02")).status_code == 403


def test_no_pin_stands_in_the_database_or_in_a_log(client, store, give_pin, pin_of, caplog):
    caplog.set_level(logging.DEBUG)
    give_pin(client, "T02", WRONG)
    give_pin(client, "T02", pin_of("T02"))
    with store.read() as reading:
        tables = [
            reading.connection.execute(table.select()).all() for table in t.metadata.sorted_tables
        ]
    kept = str(tables) + caplog.text
    assert "$argon2id$" in kept
    assert pin_of("T02") not in kept and WRONG not in kept


def test_request_lines_are_logged_without_what_was_asked(caplog):
    keep_quiet()
    with caplog.at_level(logging.INFO, logger="werkzeug"):
        logging.getLogger("werkzeug").info('"%s" %s', "GET /find?q=13800138000 HTTP/1.1", 200)
    assert '"GET /find?… HTTP/1.1" 200' in caplog.text and "138" not in caplog.text


# --- one's own PIN ---------------------------------------------------------------------


@pytest.fixture
def change_pin(csrf):
    def change(client, old, new, again=None):
        form = {"old": old, "new": new, "again": again or new, "key": new_id(),
                "csrf_token": csrf(client)}  # fmt: skip
        return client.post("/me/pin", data=form)

    return change


def test_everyone_changes_their_own_pin(app, client, signed_in, give_pin, change_pin, pin_of):
    elsewhere = signed_in(app.test_client(), "T02")
    signed_in(client, "T02")
    assert change_pin(client, pin_of("T02"), "80351").status_code == 303
    assert client.get("/me").status_code == 200
    assert elsewhere.get("/me").status_code == 303
    assert give_pin(app.test_client(), "T02", pin_of("T02")).status_code == 403
    assert give_pin(app.test_client(), "T02", "80351").status_code == 303


@pytest.mark.parametrize(
    ("new", "words"),
    [("123", "4 到 12 位"), ("1234567890123", "4 到 12 位"), ("12a4", "4 到 12 位"),
     ("1234", "太好猜"), ("9876543", "太好猜"), ("000000", "太好猜"), ("756211", "和现在的一样")],
)  # fmt: skip
def test_a_pin_that_will_not_do(client, signed_in, change_pin, pin_of, new, words):
    answer = change_pin(signed_in(client, "T02"), pin_of("T02"), new)
    assert answer.status_code == 422 and words in answer.get_data(as_text=True)


def test_the_old_pin_is_needed_and_its_tries_are_counted(client, signed_in, change_pin):
    signed_in(client, "T02")
    answers = [change_pin(client, WRONG, "80351").status_code for _ in range(6)]
    assert answers == [403] * 4 + [429] * 2


def test_a_changed_pin_is_recorded_without_it(client, store, signed_in, change_pin, pin_of):
    change_pin(signed_in(client, "T02"), pin_of("T02"), "80351")
    with store.read() as reading:
        event = reading.events(None)[-1]
        assert (event.fact, event.who) == (PinChanged(person="T02"), "T02")
        assert "80351" not in str(reading.connection.execute(text("select body from events")).all())


def test_signing_out_everywhere(app, client, signed_in, csrf):
    elsewhere = signed_in(app.test_client(), "T02")
    signed_in(client, "T02")
    client.post("/me/sign-out-everywhere", data={"csrf_token": csrf(client)})
    assert (client.get("/me").status_code, elsewhere.get("/me").status_code) == (303, 303)


def test_a_hash_of_another_kind_is_no_accident(store, real_time):
    with store.database.write() as connection:
        connection.execute(t.pins.update().values(hash="not a hash"))
    assert not pins.verify(store, "T02", "d", "1", real_time.now).ok


# --- team tablets ----------------------------------------------------------------------


def tap(client, csrf, person, **fields):
    return client.post(
        "/sign-in/name", data={"person": person, "csrf_token": csrf(client), **fields}
    )


def test_a_teams_tablet_opens_on_its_own_names_and_a_tap_is_enough(tablet, csrf):
    browser = tablet("G1")
    assert "郑凯" in browser.get("/sign-in").get_data(as_text=True)
    assert tap(browser, csrf, "T02", next="/me").location == "/me"
    page = browser.get("/me").get_data(as_text=True)
    assert "郑凯" in page


def test_a_tapped_name_of_another_team_or_on_another_device_needs_the_pin(client, tablet, csrf):
    assert "/sign-in/person/T06" in tap(tablet("G1"), csrf, "T06").location
    assert "/sign-in/person/T02" in tap(client, csrf, "T02").location
    assert client.get("/me").status_code == 303


def test_a_shop_may_want_the_pin_always(store, tablet, csrf):
    browser = tablet("G1")
    tap(browser, csrf, "T02")
    change(store, ChangeSettings(name_is_enough_on_team_tablets=False))
    assert browser.get("/me").status_code == 303
    assert "/sign-in/person/T02" in tap(browser, csrf, "T02").location


def test_a_tapped_name_may_start_and_report_but_not_sign_or_change_the_pin(
    app, store, tablet, csrf, cookies_of
):
    browser = tablet("G1")
    tap(browser, csrf, "T02")
    with app.test_request_context(headers={"Cookie": cookies_of(browser)}):
        asked = (
            "start_work",
            "pause_work",
            "report_add_on",
            "report_delay",
            "sign_check",
            "check_bill",
        )
        assert [who.possible(c) for c in asked] == ["yes"] * 4 + ["pin", "no"]
        change = ChangePin(old="-", new="----")
        answer = perform(store, Command(who.actor(), "k", change))
    assert (answer.status, answer.reason) == (403, "pin_needed")


def test_giving_the_pin_lifts_a_tapped_name(app, tablet, csrf, give_pin, pin_of, cookies_of):
    browser = tablet("G1")
    tap(browser, csrf, "T02")
    assert "/sign-in/person/T02" in browser.get("/sign-in/pin?next=/me").location
    give_pin(browser, "T02", pin_of("T02"))
    with app.test_request_context(headers={"Cookie": cookies_of(browser)}):
        assert who.possible("sign_check") == "yes"


def test_switching_shows_the_names_of_the_team_and_comes_back(client, signed_in, csrf, tablet):
    signed_in(client, "T02")
    answer = client.post("/sign-out", data={"csrf_token": csrf(client), "next": "/me"})
    assert answer.location == "/sign-in/team/G1?next=%2Fme"
    assert client.get("/me").status_code == 303
    browser = tablet("G1")
    tap(browser, csrf, "T02")
    answer = browser.post(
        "/sign-out", data={"csrf_token": csrf(browser)}, headers={"Referer": "http://localhost/me"}
    )
    assert answer.location == "/sign-in?next=%2Fme"


# --- idle ------------------------------------------------------------------------------


def test_a_tablet_signs_out_after_five_minutes_untouched(tablet, signed_in, real_time):
    browser = signed_in(tablet("G1"), "T02")
    for _ in range(2):
        real_time.forward(minutes=4, seconds=50)
        assert browser.get("/me").status_code == 200
    real_time.forward(minutes=5)
    assert browser.get("/me").status_code == 303


def test_pages_know_when_they_sign_out_by_themselves(app, tablet, signed_in, cookies_of):
    seconds = {}
    for team in ("G1", "wall"):
        browser = signed_in(tablet(team), "T02")
        with app.test_request_context(headers={"Cookie": cookies_of(browser)}):
            seconds[team] = who.idle_seconds()
            page = render_template("sign_in/_idle.html")
            assert ("data-idle-seconds" in page) == (team == "G1")
    assert seconds == {"G1": 300, "wall": 0}


def test_what_a_screen_fetches_by_itself_is_no_touch(tablet, signed_in, real_time, csrf):
    browser = signed_in(tablet("G1"), "T02")
    for _ in range(4):
        real_time.forward(minutes=1)
        browser.get("/live/wall")
        browser.get("/api/v1/board")
    real_time.forward(minutes=1)
    assert browser.get("/me").status_code == 303


def test_a_touch_on_a_page_that_sends_nothing_is_told(tablet, signed_in, real_time, csrf):
    browser = signed_in(tablet("G1"), "T02")
    token = csrf(browser)
    real_time.forward(minutes=4)
    assert browser.post("/still-here", headers={"X-CSRF-Token": token}).status_code == 204
    real_time.forward(minutes=4)
    assert browser.get("/me").status_code == 200
    real_time.forward(minutes=6)
    assert browser.post("/still-here", headers={"X-CSRF-Token": token}).status_code == 401


def test_ones_own_device_waits_half_a_day_and_a_wall_for_ever(client, tablet, signed_in, real_time):
    own, wall = signed_in(client, "T02"), signed_in(tablet("wall"), "M01")
    real_time.forward(hours=11)
    assert own.get("/me").status_code == 200
    real_time.forward(hours=12)
    assert own.get("/me").status_code == 303
    assert wall.get("/me").status_code == 200


def test_a_touch_is_written_at_most_every_half_minute(client, store, signed_in, real_time):
    signed_in(client, "T02")
    began = session_of(store)[0].seen_at
    real_time.forward(seconds=29)
    client.get("/me")
    assert session_of(store)[0].seen_at == began
    real_time.forward(seconds=2)
    client.get("/me")
    assert session_of(store)[0].seen_at > began


# --- what a socket is held to ----------------------------------------------------------


def test_a_socket_lasts_as_long_as_what_it_came_in_with(
    app, client, store, signed_in, csrf, cookies_of
):
    signed_in(client, "T02")
    with app.test_request_context(headers={"Cookie": cookies_of(client)}):
        credential = who.credential()
    assert still_valid(store, credential)
    client.post("/sign-out", data={"csrf_token": csrf(client)})
    assert not still_valid(store, credential)


def test_a_wall_watches_without_anybody_until_it_is_withdrawn(app, store, tablet, cookies_of):
    browser = tablet("wall")
    with app.test_request_context(headers={"Cookie": cookies_of(browser)}):
        credential, actor = who.credential(), who.actor()
    assert actor is None and still_valid(store, credential)
    change(store, RegisterDevice(device=credential.removeprefix("wall:"), kind="personal"))
    assert not still_valid(store, credential)


def test_sessions_older_than_a_season_are_swept(client, store, signed_in, real_time):
    signed_in(client, "T02")
    real_time.now += timedelta(days=91)
    signed_in(client, "T03")
    assert [row.person for row in session_of(store)] == ["T03"]
