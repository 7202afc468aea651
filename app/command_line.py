"""Knows the commands typed in a terminal: `python -m app setup | import-staff | import-day | …`."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from app.commands.validation import Invalid
from app.config import BadSetting, Config, from_environment
from app.history.verifying import verify
from app.serving import serve
from app.setting_up import SETUP, opened, set_up, with_tables
from app.storage.read_session import Store
from app.storage.rows import NoShop
from app.words import LANGUAGES, say
from app.words.sentences import fault_sentence, sentence


def run(argv: list[str]) -> int:
    """Runs one command; 0 = well, 1 = something is wrong, 2 = it could not be understood."""
    parser = _parser()
    options = parser.parse_args(argv)
    try:
        code: int = options.run(options, from_environment())
        return code
    except BadSetting as error:
        print(error, file=sys.stderr)
    except NoShop:
        print(say("zh-CN", "terminal-no-shop"), file=sys.stderr)
        print(say("en", "terminal-no-shop"), file=sys.stderr)
    except Invalid as error:
        for fault in error.faults:
            said = [fault_sentence(language, fault) for language in LANGUAGES]
            print(*said, sep=" / ", file=sys.stderr)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m app", description="Jindu 进度看板")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, run: Callable[[argparse.Namespace, Config], int], help: str
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help)
        command.set_defaults(run=run)
        return command

    add("serve", _serve, "serve the board")
    setup = add("setup", _setup, "make or update the database; may be repeated")
    setup.add_argument("--name", default="", help="the shop's name")
    staff = add("import-staff", _import_staff, "people and teams from a CSV, text or xlsx file")
    staff.add_argument("file", type=Path)
    _day_options(add("import-day", _import_day, "a day's appointments from such a file"))
    token = add("token", _token, "make an API token; it is printed once")
    token.add_argument("--person", required=True, help="the staff code it acts for")
    token.add_argument("--label", default="command line")
    add("verify", _verify, "re-fold everything and check the chain")
    demo = add("demo", _demo, "make the demo shop ready and say how to look at it")
    demo.add_argument("--fresh", action="store_true", help="begin the demo day anew")
    demo.add_argument("--serve", action="store_true", help="serve it, and let its people work")
    _simulate_options(add("simulate", _simulate, "live a day of the shop through the API"))
    return parser


def _day_options(day: argparse.ArgumentParser) -> None:
    day.add_argument("file", type=Path)
    day.add_argument("--hidden", action="store_true", help="take the rows a sheet hides, too")
    day.add_argument("--changed", action="store_true", help="bring cards to what rows say now")


def _simulate_options(simulate: argparse.ArgumentParser) -> None:
    simulate.add_argument("--speed", default="20", help="shop seconds a second, or max")
    simulate.add_argument("--seed", type=int, default=1, help="another seed is another day")
    simulate.add_argument("--url", help="the server to talk to (default: the one on this machine)")
    simulate.add_argument("--log", type=Path, help="write every command here, as lines of JSON")
    simulate.add_argument("--staff", type=Path, help="the list with the PINs (default: the demo's)")
    simulate.add_argument("--on", action="store_true", help="day after day, until it is stopped")


def _serve(options: argparse.Namespace, config: Config) -> int:
    return serve(config)


def _setup(options: argparse.Namespace, config: Config) -> int:
    set_up(config, options.name)
    print(say(config.language, "terminal-set-up"))
    return 0


def _import_staff(options: argparse.Namespace, config: Config) -> int:
    from app.importing.staff import import_staff

    data = options.file.read_bytes()
    return import_staff(_ready(config), data, config.language)


def _import_day(options: argparse.Namespace, config: Config) -> int:
    from app.importing.choices import Choices
    from app.importing.report import print_import

    data, choices = options.file.read_bytes(), Choices(options.hidden, options.changed)
    return print_import(_ready(config), SETUP, data, config.language, choices)


def _ready(config: Config) -> Store:
    store = opened(config)
    with store.read():
        return store


def _token(options: argparse.Namespace, config: Config) -> int:
    from app.people.tokens import NotMade, make

    store = _ready(config)
    try:
        print(make(store, options.person, options.label))
    except NotMade as no:
        with store.read() as reading:
            print(sentence(config.language, reading, str(no), no.answer.facts), file=sys.stderr)
        return 1
    return 0


def _verify(options: argparse.Namespace, config: Config) -> int:
    faults = verify(with_tables(config))
    for fault in faults:
        print(fault)
    print(say(config.language, "terminal-broken" if faults else "terminal-whole"))
    return 1 if faults else 0


def _demo(options: argparse.Namespace, config: Config) -> int:
    from app.demo.day import make_ready
    from app.demo.together import serve_and_play

    if options.serve:
        return serve_and_play(config, options.fresh)
    make_ready(config, fresh=options.fresh)
    return 0


def _simulate(options: argparse.Namespace, config: Config) -> int:
    from app.demo.simulate import simulate

    return simulate(options, config)
