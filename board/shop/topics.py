"""Knows the topics of what changes and is no card: a row of `changes` without a card is told to
screens by its topic, and a page fetches what it shows of that topic (design.md §3, `things`)."""

PEOPLE = "people"  # who works here and in which team, who is away, who stands in
CALENDAR = "calendar"  # days other than usual, overtime
SETTINGS = "settings"
ACCESS = "access"  # devices, tokens, PINs
WALLS = "walls"
DEMO = "demo"
REVIEW = "review"  # with the review, its session, its state and what happened
PHOTO = "photo"  # one has arrived, with its name

ALL = (PEOPLE, CALENDAR, SETTINGS, ACCESS, WALLS, DEMO, REVIEW, PHOTO)

OF_FACT = {
    "team_added": PEOPLE,
    "team_changed": PEOPLE,
    "person_added": PEOPLE,
    "person_changed": PEOPLE,
    "absence_marked": PEOPLE,
    "stand_in_named": PEOPLE,
    "day_set": CALENDAR,
    "overtime_set": CALENDAR,
    "settings_changed": SETTINGS,
    "pin_changed": ACCESS,
    "device_registered": ACCESS,
    "token_made": ACCESS,
    "token_withdrawn": ACCESS,
    "wall_added": WALLS,
    "wall_changed": WALLS,
    "wall_link_made": WALLS,
    "wall_withdrawn": WALLS,
    "demo_day_begun": DEMO,
}
# As versions before 0.2 wrote them.
OF_COMMAND = {
    "add_team": PEOPLE,
    "change_team": PEOPLE,
    "add_person": PEOPLE,
    "change_person": PEOPLE,
    "mark_absent": PEOPLE,
    "name_stand_in": PEOPLE,
    "set_day": CALENDAR,
    "set_overtime": CALENDAR,
    "change_settings": SETTINGS,
    "change_pin": ACCESS,
    "register_device": ACCESS,
    "make_token": ACCESS,
    "withdraw_token": ACCESS,
    "add_wall": WALLS,
    "change_wall": WALLS,
    "renew_wall": WALLS,
    "withdraw_wall": WALLS,
    "begin_demo_day": DEMO,
}


def topic(thing: str | None) -> str | None:
    """The topic of a stored row. Versions before 0.2 wrote the name of the shop's command instead:
    who catches up across the upgrade is told its topic. None: the row is a card's."""
    return OF_COMMAND.get(thing, thing) if thing else None
