"""Quizzes: feedback on every option, right answers kept."""

import pytest

import salesmark as sm
from salesmark.classroom.quiz import Option, Question, quizzes
from salesmark.classroom.record import read


def choose(ask, place):
    ask.options.value = place
    ask.button.click()
    return ask.reply.value


def test_every_wrong_option_explains_itself_and_the_right_one_is_kept():
    found, form = quizzes()["02"], sm.quiz("02")
    for question, ask in zip(found.questions, form.children[1:], strict=True):
        for place, option in enumerate(question.options):
            page = choose(ask, place)
            assert ("✓ Right." in page) is option.right
            assert ("Not this one" in page) is not option.right
            assert option.says.split("'")[0] in page
    assert read()["quizzes"]["02"]["right"] == [question.id for question in found.questions]


def test_a_right_answer_counts_once():
    question, ask = quizzes()["02"].questions[0], sm.quiz("02").children[1]
    place = next(n for n, option in enumerate(question.options) if option.right)
    choose(ask, place)
    choose(ask, place)
    assert read()["quizzes"]["02"]["right"] == [question.id]


def test_nothing_is_chosen_at_first():
    ask = sm.quiz("02").children[1]
    assert ask.options.value is None
    ask.button.click()
    assert "Choose one first." in ask.reply.value


def test_without_a_notebook_the_questions_are_text():
    words = repr(sm.quiz("02"))
    for question in quizzes()["02"].questions:
        assert question.ask in words
        assert all(option.text in words for option in question.options)
        assert not any(option.says in words for option in question.options)


def test_an_unknown_quiz_is_named():
    with pytest.raises(sm.BadInput, match=r"Unknown quiz '2'. Did you mean '02'"):
        sm.quiz("2")


@pytest.mark.parametrize("rights", [0, 2])
def test_a_question_needs_exactly_one_right_option(rights):
    options = tuple(Option(text=str(n), says="", right=n < rights) for n in range(3))
    with pytest.raises(sm.BadInput, match=f"got 3, {rights} of them right"):
        Question(id="q", ask="?", claims=("J01",), options=options)


@pytest.mark.parametrize("found", quizzes().values(), ids=lambda found: found.lesson)
def test_a_quiz_of_the_course_is_short_and_every_option_answers(found):
    assert 3 <= len(found.questions) <= 5
    assert len({question.id for question in found.questions}) == len(found.questions)
    for question in found.questions:
        assert question.claims or found.lesson == "00"  # how to use the course is no claim of the subject
        assert all(option.says.strip() for option in question.options)
        assert len({option.text for option in question.options}) == len(question.options)


def test_guessing_the_longest_option_does_not_pay():
    longest = [
        max(question.options, key=lambda option: len(option.text)).right
        for found in quizzes().values()
        for question in found.questions
    ]
    assert sum(longest) <= 0.5 * len(longest)
