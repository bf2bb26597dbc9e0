"""Predictions: committed once, remembered, compared in a sentence."""

import pytest

import salesmark as sm
from salesmark.classroom.forms import Commit
from salesmark.classroom.record import read

ASK = {"question": "Of 100 aware people, buyers after a year", "low": 0, "high": 100, "unit": "people"}


def commit(form, answer):
    form.box.value = answer
    form.button.click()


def test_a_prediction_is_kept_and_compared():
    form = sm.predict("02-1", **ASK)
    commit(form, "30")
    assert "You said: 30 people." in form.reply.value
    assert read()["predictions"] == {"02-1": {"answer": 30.0}}
    told = repr(sm.predicted("02-1", 12, unit="people"))
    assert "You said: 30 people." in told
    assert "What happened: 12 people." in told
    assert "18 people too high" in told


def test_enter_commits_as_the_button_does():
    form = sm.predict("02-1", **ASK)
    form.box.value = "30"
    form.box._handle_custom_msg({"event": "submit"}, [])
    assert read()["predictions"]["02-1"] == {"answer": 30.0}
    form = sm.predict("02-2", **ASK)
    form.box.value = "30"
    form.box._handle_custom_msg({"event": "something else"}, [])
    assert "02-2" not in read()["predictions"]


def test_the_first_commitment_stays():
    first, second = sm.predict("02-1", **ASK), sm.predict("02-1", **ASK)
    commit(first, "30")
    commit(second, "12")
    assert read()["predictions"]["02-1"] == {"answer": 30.0}
    assert "You said: 30 people." in second.reply.value
    assert first.box.disabled
    assert first.button.disabled


def test_a_form_that_was_answered_before_shows_it():
    commit(sm.predict("02-1", **ASK), "30 %")
    again = sm.predict("02-1", **ASK)
    assert (again.box.disabled, again.box.value) == (True, "30")
    assert "You said: 30 people." in again.reply.value


@pytest.mark.parametrize("answer", ["", "many", "101", "-1", "nan"])
def test_an_answer_that_does_not_fit_is_explained_and_not_kept(answer):
    form = sm.predict("02-1", **ASK)
    commit(form, answer)
    assert "A number from 0 to 100 people." in form.reply.value
    assert not form.box.disabled
    assert read()["predictions"] == {}


@pytest.mark.parametrize("answer", ["3,5", "0,350", "3,5 %"])
def test_a_decimal_comma_is_never_committed_as_another_number(answer):
    form = sm.predict("02-1", **ASK)
    commit(form, answer)
    assert "Not committed yet." in form.reply.value
    assert "Write a decimal point, not a comma." in form.reply.value
    assert read()["predictions"] == {}
    commit(form, answer.replace(",", "."))
    assert "Committed." in form.reply.value


def test_a_number_is_read_as_in_a_check_and_percent_of_a_hundred_are_meant():
    for number, (answer, kept) in enumerate([("1,200", 1200), ("€ 1,200.50", 1200.5), ("12 %", 12)]):
        commit(sm.predict(f"02-{number}", "How many?", low=0, high=2000), answer)
        assert read()["predictions"][f"02-{number}"] == {"answer": kept}


def test_a_choice_can_be_predicted():
    form = sm.predict("02-2", "Which stage loses most?", choices=["aware", "intending"])
    form.button.click()
    assert "Choose one." in form.reply.value
    commit(form, "aware")
    assert "A surprise" in repr(sm.predicted("02-2", "intending"))
    assert sm.predict("02-2", "Which?", choices=["aware", "lost"]).box.value == "aware"
    assert sm.predict("02-2", "Which?", choices=["lost", "left"]).box.value is None
    assert repr(sm.predicted("02-2", "aware")) == "You saw it coming.\nWhat happened: aware."


def test_without_a_prediction_the_lesson_goes_on():
    assert repr(sm.predicted("02-1", 12.5)) == "No prediction yet, and that is fine.\nWhat happened: 12.5."


@pytest.mark.parametrize(
    ("actual", "title"), [(30, "Exactly."), (28, "Close."), (25, "A surprise: worth a second look.")]
)
def test_how_near_counts_as_close_is_stated(actual, title):
    commit(sm.predict("02-1", **ASK), "30")
    assert repr(sm.predicted("02-1", actual, near=3)).splitlines()[0] == title


def test_a_prediction_too_low_says_so():
    commit(sm.predict("02-1", **ASK), "30")
    assert "1,170 euros too low" in repr(sm.predicted("02-1", 1200, unit="euros"))


def test_money_is_written_as_the_lessons_write_it():
    form = sm.predict("02-1", "Profit?", low=-1500, high=20000, unit="€")
    assert "A number from -€1,500 to €20,000." in repr(form)
    commit(form, "-€ 1,000")
    assert "What happened: €250.5." in repr(sm.predicted("02-1", 250.5, unit="€"))
    assert "€1,250.5 too low" in repr(sm.predicted("02-1", 250.5, unit="€"))


def test_a_form_reads_well_where_no_notebook_runs():
    form = sm.predict("02-1", **ASK)
    assert isinstance(form, Commit)
    bundle = form._repr_mimebundle_()
    assert bundle["text/plain"] == repr(form)
    assert "A number from 0 to 100 people" in repr(form)
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "aware / intending" in repr(sm.predict("02-2", "Which?", choices=["aware", "intending"]))


def test_a_question_is_safe_html():
    form = sm.predict("02-1", **ASK | {"question": "Is <b> < 5?"})
    assert "&lt;b&gt;" in form.children[1].value


def test_a_wrong_id_or_missing_limits_are_refused():
    with pytest.raises(sm.BadInput, match='such as "02-1"'):
        sm.predict("lesson two", "?", low=0, high=1)
    with pytest.raises(sm.BadInput, match='such as "02-1"'):
        sm.predicted(2, 1)
    for limits in ({}, {"low": 1}, {"low": 3, "high": 3}):
        with pytest.raises(sm.BadInput, match="needs low below high"):
            sm.predict("02-1", "?", **limits)
