"""Knows the page of the settings: each with what it does and its default, in groups."""

from datetime import time
from typing import Any

from flask import abort, render_template, request
from werkzeug.datastructures import MultiDict

from app import context
from app.pages.admin import blueprint
from app.pages.command_form import NotDone, give, go_on
from app.people import signed_in
from app.storage.serialization import new_id
from app.words import say
from board.shop.default_settings import DEFAULTS, LISTS, TIMES, Settings

GROUPS = {
    "hours": ("opens", "closes", "break_from", "break_to", "open_weekdays",
              "public_holidays"),
    "bays": ("bays",),
    "work": ("after_work_minutes", "after_work_with_wash_minutes", "undispatched_minutes",
             "wall_stack"),
    "promises": ("range_minutes", "range_percent", "range_most_fen"),
    "duties": ("reception_minutes", "reception_peak_minutes", "peak_from", "peak_to",
               "not_come_minutes", "not_arrived_minutes", "enquiry_percent",
               "enquiry_due_percent", "consent_minutes", "late_call_minutes", "notice_minutes",
               "long_notice_minutes", "call_half_a_day_before", "follow_up_days"),
    "reviews": ("review_morning", "review_noon", "review_afternoon", "review_grace_minutes"),
    "signing": ("signature_needs_pin", "name_is_enough_on_team_tablets", "tablet_idle_minutes",
                "personal_idle_minutes", "undo_seconds"),
}  # fmt: skip
FEN = 100  # in a yuan
CHOICES = {"wall_stack": ("urgency", "lane")}


@blueprint.get("/admin/settings")
@signed_in.page_for_right("change_settings")
def settings() -> Any:
    return _page()


@blueprint.post("/admin/settings/<group>")
@signed_in.page_for_right("change_settings")
def change_settings(group: str) -> Any:
    """Only what is changed is said."""
    names = GROUPS.get(group) or abort(404)
    now = context.read_session().settings
    raw = {name: value for name in names if (value := _read(name)) != _plain(now, name)}
    try:
        if not raw:
            raise NotDone(say(context.language(), "refused-nothing_to_change"), 409)
        give("change_settings", raw)
    except NotDone as no:
        return _page(no.words, group, request.form), no.status
    return go_on("admin-settings-kept", f"/admin/settings#{group}")


def _read(name: str) -> Any:
    """A setting as the form has it; the door's own check says what is wrong with it."""
    form = request.form
    if name == "open_weekdays":
        return [int(n) for n in form.getlist(name) if n.isdecimal() and len(n) < 3]
    if name == "bays":
        return [line.strip() for line in form.get(name, "").splitlines() if line.strip()]
    text = form.get(name, "").strip()
    if isinstance(getattr(DEFAULTS, name), bool):
        return text == "1"
    whole = int(text) if text.isdecimal() and len(text) < 9 else text
    return whole * FEN if name.endswith("_fen") and isinstance(whole, int) else whole


def _plain(settings: Settings, name: str) -> Any:
    """A setting as a form holds it."""
    value = getattr(settings, name)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return list(value) if name in LISTS else value


def _shown(name: str, value: Any) -> Any:
    """Money is typed in yuan."""
    return value // FEN if name.endswith("_fen") and isinstance(value, int) else value


def _kind(name: str) -> str:
    if name in TIMES:
        return "time"
    if name in LISTS or name in CHOICES:
        return name
    return "yes_no" if isinstance(getattr(DEFAULTS, name), bool) else "number"


def _words(name: str, value: Any) -> str:
    """A value as it is said: 60 秒, 是, 周一、周二."""
    language = context.language()
    joint = "、" if language == "zh-CN" else ", "
    if name == "open_weekdays":
        return joint.join(say(language, f"weekday-{n}") for n in value)
    if name == "bays":
        return joint.join(value) or say(language, "admin-none")
    if isinstance(value, bool):
        return say(language, "admin-yes" if value else "admin-no")
    if name in CHOICES:
        return say(language, f"walls-stack-{value}")
    shown = _shown(name, value)
    return value if name in TIMES else say(language, f"setting-{name}-value", n=shown)


def _page(
    words: str | None = None, of: str | None = None, typed: MultiDict[str, str] | None = None
) -> str:
    now = context.read_session().settings
    values = {name: _plain(now, name) for names in GROUPS.values() for name in names}
    if of and typed is not None:
        values |= {name: _read(name) for name in GROUPS[of]}
    return render_template(
        "admin/settings.html", groups=GROUPS, kind=_kind, words=words, of=of,
        values={name: _shown(name, value) for name, value in values.items()},
        default=lambda name: _words(name, _plain(DEFAULTS, name)), choices=CHOICES, key=new_id,
        is_default=lambda name: _plain(now, name) == _plain(DEFAULTS, name),
    )  # fmt: skip
