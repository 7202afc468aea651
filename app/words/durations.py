"""Knows how long something lasts in words: 25分, 2小时10分, 1天3小时; on walls 2h10. The browser
does the same with the same words (static/js/durations.js)."""

from app.words import say

FORMS = ("minutes", "hours", "hours-minutes", "many-hours", "days", "days-hours")
MANY_HOURS = 10  # from here on walls leave the minutes out
DAY_MINUTES = 24 * 60


def lasting(language: str, minutes: float, kind: str = "lasts") -> str:
    """So many minutes, the begun one left out: in minutes under an hour, in hours and minutes under
    a day, then in days and hours; what is zero is not said. `kind`: lasts, or wall-lasts."""
    whole = max(0, int(minutes))
    hours, m = divmod(whole, 60)
    d, h = divmod(hours, 24)
    if whole >= DAY_MINUTES:
        form = "days-hours" if h else "days"
    elif hours:
        form = ("many-hours" if h >= MANY_HOURS else "hours-minutes") if m else "hours"
    else:
        form = "minutes"
    return say(language, f"{kind}-{form}", d=d, h=h, m=m, mm=f"{m:02}")


def patterns(language: str, kind: str = "lasts") -> str:
    """All forms in FORMS' order, with {d}, {h}, {m}, {mm} to be filled in."""
    blanks = {name: f"{{{name}}}" for name in ("d", "h", "m", "mm")}
    return "|".join(say(language, f"{kind}-{form}", **blanks) for form in FORMS)
