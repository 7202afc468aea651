"""Knows that anyone may put a photo to a card, or to one of its findings."""

from board.card.card import Card
from board.card.lanes import LANES
from board.card.photos import named
from board.commands.facts import Facts
from board.commands.records import AttachPhoto
from board.commands.refusal import Refused
from board.events.event import Happening
from board.events.photos import PhotoAttached
from board.people.people import Person
from board.rules.rule import rule


@rule("attach_photo", *LANES)
def attach_photo(card: Card, args: AttachPhoto, who: Person, facts: Facts) -> list[Happening]:
    """The picture itself may come later, under the same name."""
    if args.add_on is not None and card.add_on(args.add_on) is None:
        raise Refused("unknown_add_on")
    (photo,) = named([args.photo])
    if photo in card.all_photos:
        raise Refused("photo_attached")
    return [Happening(card.id, PhotoAttached(photo=photo, add_on=args.add_on or None))]
