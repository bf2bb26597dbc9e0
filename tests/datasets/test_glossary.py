"""The glossary: every word is explained once, and points to words that are there."""

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

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


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        ("Leads", "lead"),
        ("handoff", "hand-off"),
        ("Hand offs", "hand-off"),
        ("carry_over", "carry-over"),
        ("Win-rates", "win rate"),
        ("SALES", "sales"),
    ],
)
def test_capitals_a_plurals_s_and_hyphens_do_not_matter(asked, term):
    assert sm.glossary(asked) == sm.glossary(term)
    assert sm.glossary(asked).term == term


@pytest.mark.filterwarnings("ignore:Proactor event loop:RuntimeWarning")
def test_a_notebook_shows_what_is_wrong_without_our_lines_of_code():
    code = ["import salesmark as sm", "sm.glossary('xyzzy')", "sm.hint('ex02-6')", "1 / 0"]
    page = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(line) for line in code])
    kernel = AsyncKernelManager(kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))
    client = NotebookClient(page, km=kernel, allow_errors=True, extra_arguments=["--log-level=ERROR"])
    client.owns_km = True  # so that the kernel is stopped at the end
    client.execute()
    word, essay, ours = ("\n".join(cell.outputs[0]["traceback"]) for cell in page.cells[1:])
    assert word.startswith("salesmark: Unknown word 'xyzzy'. Choose one of: accelerator, ")
    assert essay.startswith("salesmark: There is no check and no hint for ex02-6")
    assert len(word.splitlines()) == len(essay.splitlines()) == 1
    assert "Traceback" in ours  # a slip in the learner's own code is still shown with its line


@pytest.mark.parametrize("entry", list(sm.glossary()), ids=lambda entry: entry.term)
def test_an_explanation_is_short_and_whole(entry):
    assert entry.means.endswith(".")
    assert len(entry.means.split()) <= 30
    assert len(entry.lesson) == 2
    assert entry.term not in entry.see
