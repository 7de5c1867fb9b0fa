"""What can be wrong with a contract or with the choice of one, each said in a sentence a person can act on."""

from __future__ import annotations


class WrongContract(Exception):
    """A contract's YAML says something that cannot be meant; the text names the file, the line and the key."""


class UnknownContract(LookupError):
    """There is no contract of that key; the text names those that there are."""

    def __str__(self) -> str:
        return str(self.args[0])


class NotRecognised(Exception):
    """No contract fits what is in a file; the text says what was looked for."""
