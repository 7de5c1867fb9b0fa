"""Registries hold each thing once and give it back in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from sightline.foundation.registry import Registry


@dataclass(frozen=True)
class Course:
    key: str


def test_things_are_read_in_the_order_of_their_keys() -> None:
    courses: Registry[Course] = Registry("course")
    for key in ("neglect", "basic", "exploitation"):
        courses.add(Course(key))
    assert [course.key for course in courses] == ["basic", "exploitation", "neglect"]
    assert len(courses) == 3
    assert courses["basic"] == Course("basic")
    assert "basic" in courses
    assert courses.get("advanced") is None


def test_a_key_is_held_once() -> None:
    courses: Registry[Course] = Registry("course")
    courses.add(Course("basic"))
    with pytest.raises(ValueError, match="The course “basic” is registered twice"):
        courses.add(Course("basic"))
