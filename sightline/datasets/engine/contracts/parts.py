"""YAML as text with its place, so that a mistake in a contract is told by file, line and key.

Every scalar is taken as the text that stands there: YAML's own guesses would make a code ``NO`` or ``01`` into
something else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NoReturn

import yaml

from .faults import WrongContract

_LARGEST = 1_000_000  # bytes: a contract is written by people
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it was built, ten times as fast
_WORDS = {"true": True, "yes": True, "false": False, "no": False}


class Part:
    """A mapping of the file, with the way to it in words (``tables › contacts``)."""

    def __init__(self, node: yaml.Node, file: str, way: str) -> None:
        self.file, self.way, self._line = file, way, node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            self.wrong("must be a list of keys with values")
        self._nodes: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else None
            if name is None:
                self._line = key.start_mark.line + 1
                self.wrong("has a key that is not a word")
            if name in self._nodes:
                self._line = key.start_mark.line + 1
                self.wrong(f"has “{name}” twice")
            self._nodes[name] = value

    def named(self, name: str) -> None:
        """Go by a name of its own from here on, rather than by a number."""
        self.way = f"{self.way.rpartition(' › ')[0]} › {name}".removeprefix(" › ")

    def wrong(self, says: str, key: str = "") -> NoReturn:
        """Refuse the file because of this part, or of one of its keys."""
        line = self._nodes[key].start_mark.line + 1 if key and key in self._nodes else self._line
        where = " › ".join(filter(None, (self.way, key)))
        raise WrongContract(f"{self.file}, line {line}{', ' + where if where else ''}: {says}.")

    def only(self, keys: Collection[str]) -> None:
        """Refuse a key that means nothing here."""
        for key in self._nodes:
            if key not in keys:
                self.wrong(f"“{key}” is not a key here; there are {', '.join(keys)}", key)

    def __iter__(self) -> Iterator[str]:
        """Its keys, in their order."""
        return iter(self._nodes)

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty; without a default it has to be there."""
        if key not in self._nodes:
            if default is None:
                self.wrong(f"“{key}” is missing")
            return default
        return self._scalar(self._nodes[key], key)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text alone; nothing when the key is not there."""
        node = self._nodes.get(key)
        if node is None:
            return ()
        if isinstance(node, yaml.SequenceNode):
            found = tuple(self._scalar(item, key) for item in node.value)
            if twice := next((word for word in found if found.count(word) > 1), None):
                self.wrong(f"has “{twice}” twice", key)
            return found
        return (self._scalar(node, key),)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Yes or no."""
        if key not in self._nodes:
            return default
        said = self.text(key).casefold()
        if said not in _WORDS:
            self.wrong("must be yes or no", key)
        return _WORDS[said]

    def share(self, key: str, default: float) -> float:
        """A fraction from 0 to 1."""
        if key not in self._nodes:
            return default
        try:
            value = float(self.text(key))
        except ValueError:
            self.wrong("must be a number from 0 to 1", key)
        if not 0 <= value <= 1:
            self.wrong("must be a number from 0 to 1", key)
        return value

    def part(self, key: str) -> Part | None:
        """The mapping under a key, or None."""
        return Part(self._nodes[key], self.file, self._below(key)) if key in self._nodes else None

    def parts(self, key: str) -> Iterator[Part]:
        """The mappings of a list under a key."""
        node = self._nodes.get(key)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self.wrong("must be a list, each of its items begun with a dash", key)
        for number, item in enumerate(node.value, 1):
            yield Part(item, self.file, f"{self._below(key)} › {number}")

    def _below(self, key: str) -> str:
        return " › ".join(filter(None, (self.way, key)))

    def _scalar(self, node: yaml.Node, key: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self.wrong("must be a text", key)
        said = str(node.value).strip()
        if not said:
            self.wrong("is empty", key)
        return said


def document(path: Path) -> Part:
    """The whole of a YAML file. Raises WrongContract when it is not YAML, or not one document of keys."""
    try:
        if path.stat().st_size > _LARGEST:
            raise WrongContract(f"{path.name} is too long for a contract.")
        node = yaml.compose(path.read_text("utf-8-sig"), Loader=_LOADER)
    except UnicodeDecodeError as problem:
        raise WrongContract(f"{path.name} is not a text in UTF-8.") from problem
    except (yaml.YAMLError, RecursionError) as problem:
        raise WrongContract(f"{path.name} is not YAML: {' '.join(str(problem).split())}.") from problem
    except OSError as problem:
        raise WrongContract(f"{path.name} cannot be read: {problem.strerror}.") from problem
    if node is None:
        raise WrongContract(f"{path.name} is empty.")
    return Part(node, path.name, "")
