"""The comparison of the two desks: filled by hand, checked, kept for later lessons."""

import json

import pytest

import salesmark as sm
from salesmark.classroom.record import record_file
from salesmark.classroom.two_desks import DESKS, _phrases, _respects, fill

RIGHT = {(respect, desk): facts[desk] for respect, facts in _respects().items() for desk in DESKS}


def test_there_are_ten_respects_with_three_phrases_each():
    assert len(_respects()) == 10
    for facts in _respects().values():
        assert len({facts[part] for part in ("marketing", "sales", "other")}) == 3
        assert facts["hint"].endswith((".", "?"))


def test_what_is_right_is_kept_and_what_is_not_gets_a_hint():
    note = fill({("focus", "marketing"): "what a whole market needs", ("focus", "sales"): "what a whole market needs"})
    assert repr(note).startswith("1 of 20 right.\nWhat is right is kept. 18 are still open.\nfocus: One desk looks")
    assert list(sm.two_desks_table().loc["focus"]) == ["what a whole market needs", "–"]
    assert json.loads(record_file().read_text(encoding="utf-8"))["desks"] == {
        "focus": {"marketing": "what a whole market needs"}
    }


def test_a_wrong_check_later_takes_nothing_away():
    fill({("goal", "sales"): "that this buyer signs"})
    fill({("goal", "sales"): "that the advert wins a prize"})
    assert sm.two_desks_table().loc["goal", "sales"] == "that this buyer signs"


def test_the_whole_table_is_praised_and_stands():
    assert repr(fill(RIGHT)).startswith("20 of 20 right.\nThe table is yours")
    table = sm.two_desks_table()
    assert {(row, desk): table.loc[row, desk] for row, desk in RIGHT} == RIGHT


def test_the_form_is_filled_and_checked_and_remembers():
    form = sm.two_desks()
    assert all(box.value == "" for box in form.boxes.values())
    for place, phrase in RIGHT.items():
        form.boxes[place].value = phrase
    form.boxes["tools", "sales"].value = _respects()["tools"]["other"]
    form.button.click()
    assert "19 of 20 right." in form.reply.value
    assert "tools: Which of them reach many" in form.reply.value
    again = sm.two_desks()
    assert again.boxes["tools", "sales"].value == ""
    assert again.boxes["tools", "marketing"].value == RIGHT["tools", "marketing"]


def test_a_phrase_that_the_course_no_longer_has_does_not_break_the_form():
    record_file().parent.mkdir(parents=True, exist_ok=True)
    old = {"schema": 1, "predictions": {}, "tasks": {}, "quizzes": {}, "desks": {"focus": {"sales": "an older phrase"}}}
    record_file().write_text(json.dumps(old), encoding="utf-8")
    assert sm.two_desks().boxes["focus", "sales"].value == ""
    assert sm.two_desks_table().loc["focus", "sales"] == "–"


def test_a_record_from_before_this_lesson_is_read_on():
    record_file().parent.mkdir(parents=True, exist_ok=True)
    record_file().write_text(json.dumps({"schema": 1, "seed": 7, "predictions": {}}), encoding="utf-8")
    assert (sm.two_desks_table() == "–").all(axis=None)
    assert sm.my_seed() == 7


def test_a_published_page_shows_the_table_in_full(monkeypatch):
    monkeypatch.setenv("SALESMARK_BUILD", "1")
    table = sm.two_desks_table()
    assert {(row, desk): table.loc[row, desk] for row, desk in RIGHT} == RIGHT


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({("colour", "sales"): "red"}, "Unknown respect 'colour'"),
        ({("goal", "finance"): "that this buyer signs"}, "Unknown desk 'finance'"),
        ({("goal", "sales"): "that this buyer sings"}, "Unknown phrase 'that this buyer sings'"),
    ],
)
def test_what_is_not_of_the_table_is_refused(given, says):
    with pytest.raises(sm.BadInput, match=says):
        fill(given)


def test_no_phrase_stands_out_by_its_place():
    firsts = [_phrases(respect)[0] for respect in _respects()]
    rights = [facts["marketing"] for facts in _respects().values()]
    assert 2 <= sum(first == right for first, right in zip(firsts, rights, strict=True)) <= 7
