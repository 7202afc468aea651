"""Knows how the rules say no: a stable code and the facts a plain sentence needs."""


class Refused(Exception):
    """The rules of the shop forbid it. `see` names the roles or the person who can help."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class Forbidden(Exception):
    """This person has no right to give this command."""

    def __init__(self, command: str, roles: tuple[str, ...]) -> None:
        super().__init__(command)
        self.command = command
        self.roles = roles
