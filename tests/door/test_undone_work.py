"""Work that is taken back leaves nobody working: found by simulated days."""

from app.history.verifying import verify
from tests.cast import CAI, ZHENG


def test_after_the_first_start_is_undone_the_technician_is_free(shop):
    wrong, right = shop.queued(CAI), shop.queued(CAI)
    shop.do(CAI, "start_work", wrong)
    shop.do(CAI, "undo", wrong)
    assert verify(shop.store) == []
    shop.do(CAI, "start_work", right)
    assert shop[right].lane == "working"


def test_after_a_switch_is_undone_the_technician_works_on_the_first_car_again(shop):
    first, second = shop.working(ZHENG), shop.queued(ZHENG)
    shop.do(ZHENG, "start_work", second, switch=True)
    shop.do(ZHENG, "undo", second)
    assert [shop[first].lane, shop[second].lane] == ["working", "queued"]
    assert verify(shop.store) == []
