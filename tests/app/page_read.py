"""Knows a page as somebody reads it: its lists, what stands in them, its forms and links."""

from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("document")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "option" == self.open[-1].tag:
            self.open.pop()
        one = SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in VOID:
            self.open.append(one)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if tag != "option" == self.open[-1].tag:
            self.open.pop()
        assert self.open[-1].tag == tag, f"<{self.open[-1].tag}> is closed by </{tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        above = self.open[-1]
        if len(above):
            above[-1].tail = (above[-1].tail or "") + data
        else:
            above.text = (above.text or "") + data


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


class Page:
    """What an answer shows. Tags that are not closed are a fault."""

    def __init__(self, answer) -> None:
        assert answer.status_code == 200, (answer.status_code, answer.location)
        self.text = answer.get_data(as_text=True)
        tree = _Tree()
        tree.feed(self.text)
        assert len(tree.open) == 1, f"not closed: {[e.tag for e in tree.open[1:]]}"
        self.root = tree.root

    def all(self, path: str, below: Element | None = None) -> list[Element]:
        return (self.root if below is None else below).findall(f".//{path}")

    def places(self, name: str) -> list[Element]:
        """A list by its slot, or a part by its name."""
        return self.all(f"*[@data-slot='{name}']") + self.all(f"*[@data-part='{name}']")

    def cards(self, place: str) -> list[str]:
        """Ids of the cars in a list or part, in order."""
        rows = [row for one in self.places(place) for row in self.all("*[@data-card]", one)]
        return [row.attrib["data-card"] for row in rows]

    def says(self, card: str) -> str:
        """All that stands in the rows of a card."""
        return " ".join(words(row) for row in self.all(f"*[@data-card='{card}']"))

    def fields(self, card: str, command: str, said: str = "") -> dict[str, str]:
        """What a tap on a button in a row sends."""
        for row in self.all(f"*[@data-card='{card}']"):
            for form in self.all("form", row):
                buttons = self.all(f"button[@data-command='{command}']", form)
                if buttons and said in words(buttons[0]):
                    return dict(values(form))
        raise AssertionError(f"no {command} {said} for {card}")


def values(form: Element) -> Iterator[tuple[str, str]]:
    """Name and value of the hidden and typed fields of a form."""
    for field in form.iter("input"):
        if "name" in field.attrib and field.get("type") not in ("radio", "checkbox"):
            yield field.attrib["name"], field.get("value", "")
