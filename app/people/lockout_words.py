"""Knows what somebody reads after a wrong PIN: how many tries are left, or until when it is locked
and whom to see."""

import math
from zoneinfo import ZoneInfo

from app import clock, context
from app.people.pins import Verdict
from app.words import say


def words(verdict: Verdict) -> str:
    """The sentence for a PIN that was not right, in the language of the request."""
    language = context.language()
    if verdict.locked_until is None:
        return say(language, "sign-wrong-pin", left=verdict.wrong_left)
    reading = context.read_session()
    until = verdict.locked_until.astimezone(ZoneInfo(reading.settings.timezone))
    see = [p.name for p in reading.directory.with_role("admin")][:2]
    text = say(language, "sign-locked", time=until.strftime("%H:%M:%S"), wait=_wait(verdict))
    if see:
        joint = "、" if language == "zh-CN" else ", "
        text += ("" if language == "zh-CN" else " ") + say(
            language, "sign-forgotten", see=joint.join(see)
        )
    return text


def _wait(verdict: Verdict) -> str:
    assert verdict.locked_until is not None
    seconds = math.ceil((verdict.locked_until - clock.real_now()).total_seconds())
    language = context.language()
    if seconds < 120:
        return say(language, "sign-wait-seconds", n=max(seconds, 1))
    return say(language, "sign-wait-minutes", n=math.ceil(seconds / 60))
