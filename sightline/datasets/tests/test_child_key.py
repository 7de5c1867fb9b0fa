"""The key of the children: made once, for its owner alone, and told apart from any other."""

from __future__ import annotations

import hmac
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from sightline.datasets import child_key


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.HOME = tmp_path / "home"


def test_a_key_is_made_once_and_is_for_its_owner_alone():
    key = child_key.make()
    assert child_key.make() == child_key.read() == key
    assert stat.S_IMODE(child_key.place().stat().st_mode) == 0o600
    assert [path.name for path in child_key.place().parent.iterdir()] == ["child-key"], "nothing lies beside"


def test_many_who_begin_at_once_have_the_same_key():
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: child_key.make(), range(32)))) == 1


def test_without_a_key_one_is_told_so():
    with pytest.raises(child_key.KeyMissing, match="There is no file child-key"):
        child_key.read()


@pytest.mark.parametrize("content", ["", "not a key", "ab" * 31, "é"])
def test_what_is_no_key_is_not_taken_for_one(content):
    child_key.make()
    child_key.place().write_text(content)
    with pytest.raises(child_key.KeyMissing):
        child_key.make()


def test_the_mark_of_a_key_tells_two_keys_apart_and_is_neither():
    one, other = bytes(32), bytes(31) + b"1"
    assert child_key.mark(one) != child_key.mark(other)
    assert child_key.mark(one) == child_key.mark(one)
    assert one.hex() not in child_key.mark(one)


def test_a_record_has_another_handle_under_another_key_or_from_another_source():
    key = bytes(32)
    handles = {
        child_key.handle(key, "police-notifications", "P1"),
        child_key.handle(key, "police-notifications", "P2"),
        child_key.handle(key, "social-care-contacts", "P1"),
        child_key.handle(bytes(31) + b"1", "police-notifications", "P1"),
    }
    assert len(handles) == 4
    told = b"sightline: record\x00police-notifications\x00P1"
    assert hmac.new(key, told, "sha256").hexdigest() in handles
