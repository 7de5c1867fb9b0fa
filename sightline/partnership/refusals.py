"""What a service says when a thing cannot be done, so that every door to it can pass the sentence on."""

from __future__ import annotations


class Refused(Exception):
    """Something that cannot be done as asked; its text is a sentence for whoever asked.

    ``field`` names the value that has to change, so that a form can show the sentence beside it.
    """

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
