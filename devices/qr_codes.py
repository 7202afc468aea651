"""Draws QR codes: for a job's label as SVG, for pairing a screen in a terminal as text."""

from xml.sax.saxutils import escape

from qrcode.constants import ERROR_CORRECT_Q
from qrcode.main import QRCode

QUIET_ZONE = 4  # modules of white around the code, as the standard asks
MODULE_MM = 0.8  # smaller modules are not read from greasy paper
_HALVES = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}


def card_url(public_url: str, code: str) -> str:
    """The address that a label's QR code holds; `public_url` is the shop's own."""
    return f"{public_url.rstrip('/')}/c/{code}"


def qr_svg(url: str, title: str = "") -> str:
    """The QR code of `url`, sized in mm so that its modules are large enough in print. Without
    style attributes and outside references, so a strict content policy lets it through."""
    rows = _modules(url)
    size = len(rows)
    millimetres = f"{size * MODULE_MM:.1f}mm"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"'
        f' width="{millimetres}" height="{millimetres}" role="img" shape-rendering="crispEdges">'
        f"<title>{escape(title or url)}</title>"
        f'<rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path d="{_path(rows)}" fill="#000"/></svg>'
    )


def terminal_qr(url: str) -> str:
    """The QR code of `url` for a dark terminal, two rows of modules to a line."""
    rows = _modules(url)
    rows += [[False] * len(rows[0])] * (len(rows) % 2)
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(_HALVES[cell] for cell in zip(*pair, strict=True)) for pair in pairs)


def _modules(url: str) -> list[list[bool]]:
    """The dark modules of the code with its quiet zone, row by row."""
    qr = QRCode(error_correction=ERROR_CORRECT_Q, border=QUIET_ZONE)
    qr.add_data(url)
    qr.make(fit=True)
    return [list(map(bool, row)) for row in qr.get_matrix()]


def _path(rows: list[list[bool]]) -> str:
    """One stroke-less box for each run of dark modules in a row."""
    boxes = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            width = next((w for w, dark in enumerate(row[x:]) if not dark), len(row) - x)
            if width:
                boxes.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width + 1
    return "".join(boxes)
