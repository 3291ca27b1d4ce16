"""Reading runs one block ahead of storing, in order, and never further."""

import threading

import pytest

from baken.foundation.intake.reading.ahead import one_ahead


def made(upto, told, *, fault_at=None):
    for number in range(upto):
        if number == fault_at:
            raise ValueError("a broken block")
        told.append(number)
        yield number


def test_items_come_in_order():
    assert list(one_ahead(made(50, []))) == list(range(50))
    assert list(one_ahead(made(0, []))) == []


def test_it_is_never_more_than_one_ahead():
    told = []
    for number in one_ahead(made(50, told)):
        assert set(told) <= set(range(number + 2))


def test_a_fault_comes_where_its_item_would_have_come():
    taken = one_ahead(made(5, [], fault_at=3))
    assert [next(taken) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="a broken block"):
        next(taken)


def test_who_stops_early_leaves_no_thread_behind():
    before = threading.active_count()
    taken = one_ahead(made(50, []))
    assert next(taken) == 0
    taken.close()
    assert threading.active_count() == before
