"""A shop in any time zone is whole: the zone is the installation's, and no event tells it."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from app import tables as t
from app.clock import real_now
from app.config import Config
from app.people import tokens
from app.records import dump_shop, load_shop
from app.setting_up import set_up
from app.staff import take_staff
from app.verifying import verify
from app.writing import set_clock
from tests.cast import LIANG, PEOPLE, STAFF, WU, at
from tests.door.shop import ALMOST_STILL, RealShop

ZONES = ("Europe/Berlin", "America/New_York", "UTC", "Asia/Shanghai")


@pytest.fixture(params=ZONES)
def founded(request, tmp_path):
    """The store of a shop that was just set up in a zone."""
    config = Config(database_url=f"sqlite:///{tmp_path}/board.db", timezone=request.param)
    store = set_up(config, "远方店")
    with store.read() as view:
        assert view.settings.timezone == request.param
    yield store
    store.database.close()


@pytest.fixture
def shop(founded):
    take_staff(founded, STAFF.read_bytes())
    set_clock(founded, at("15:00"), ALMOST_STILL, real_now())
    return RealShop(founded, {id: tokens.make(founded, id, "test") for id in PEOPLE})


def test_a_shop_just_set_up_is_whole(founded):
    assert verify(founded) == []


def test_and_after_a_day_of_work(shop):
    with shop.store.read() as view:
        before = view.settings
    shop.delivered()
    shop.do(WU, "start_work", shop.working())
    told = {"command": "change_settings", "undo_seconds": before.undo_seconds + 1}
    assert shop.post(LIANG, told)[0] == 200
    assert verify(shop.store) == []
    with shop.store.read() as view:
        assert view.settings == replace(before, undo_seconds=before.undo_seconds + 1)


def test_any_other_setting_without_an_event_is_found(shop):
    with shop.store.database.write() as connection:
        state = load_shop(connection.scalar(select(t.shops.c.state)))
        other = replace(state, settings=replace(state.settings, undo_seconds=1))
        connection.execute(update(t.shops).values(state=dump_shop(other), state_version=999))
    assert verify(shop.store) == ["shop: people, teams or settings differ from their events"]
