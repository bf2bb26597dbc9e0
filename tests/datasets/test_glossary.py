"""The glossary: every word is explained once, and points to words that are there."""

import pytest

import salesmark as sm


def test_a_word_is_explained():
    entry = sm.glossary("hand-off")
    assert entry.desk == "both"
    assert entry.term in repr(entry)
    assert "See also" in entry._repr_html_()


def test_a_word_that_points_nowhere_says_only_what_it_means():
    assert repr(sm.glossary("bottleneck")).count("\n") == 0
    assert "See also" not in sm.glossary("bottleneck")._repr_html_()


def test_several_words_make_a_table():
    table = sm.glossary("lead", "funnel")
    assert [entry.term for entry in table] == ["lead", "funnel"]
    assert repr(table).startswith("lead: A person")
    assert table._repr_html_().count("<tr>") == 3


def test_all_words_come_in_alphabetical_order():
    terms = [entry.term for entry in sm.glossary()]
    assert terms == sorted(terms, key=str.casefold)
    assert len(sm.glossary()) == len(terms) >= 25


def test_an_unknown_word_suggests_the_nearest():
    with pytest.raises(sm.BadInput, match="Did you mean 'funnel'"):
        sm.glossary("funel")


@pytest.mark.parametrize("entry", list(sm.glossary()), ids=lambda entry: entry.term)
def test_an_explanation_is_short_and_whole(entry):
    assert entry.means.endswith(".")
    assert len(entry.means.split()) <= 30
    assert len(entry.lesson) == 2
    assert entry.term not in entry.see
