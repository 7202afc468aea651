"""What was not written here is exactly what its makers published."""

import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).parent.parent / "static" / "vendor"
PACKAGES = json.loads((VENDOR / "vendor.json").read_text())["packages"]


def test_every_vendored_file_is_listed_with_version_licence_and_checksum():
    listed = {"vendor.json"} | {p["file"] for p in PACKAGES} | {p["licence_file"] for p in PACKAGES}
    assert {path.name for path in VENDOR.iterdir()} == listed
    for package in PACKAGES:
        assert package["version"] in package["file"]
        assert (VENDOR / package["licence_file"]).read_text().strip()


def test_the_files_are_byte_for_byte_what_the_list_says():
    for package in PACKAGES:
        data = (VENDOR / package["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == package["sha256"], package["file"]
