"""What all labs share: controls that check themselves, share codes, errors in words, answers in order."""

import pytest
from matplotlib.text import Text

import salesmark as sm
from salesmark.business.journey import Desk
from salesmark.charts.show import picture
from salesmark.charts.theme import FONT, INK, LOOKS
from salesmark.widgets.lab import _ROOM, Control, Lab, _cut_off, _svg, change_of


def small(looks=1, broken=False):
    """A lab that draws a bar as long as its control says."""
    controls = [
        Control(name="budget", label="Budget", value=100, high=400, step=10, unit="€"),
        Control(name="who", label="Who", value="sales", options=("sales", "marketing")),
        Control(name="loud", label="Loud", value=False),
    ]

    def answer(values, ax):
        from salesmark.charts.theme import canvas

        for look in range(looks):
            ax = canvas(ax)
            ax.barh(0, values["budget"] + (1 / 0 if broken and values["loud"] else 0))
            ax.set_title(f"{values['budget']} euros", loc="left")
            yield ax, f"{values['who']} spends {values['budget']}, look {look + 1}."

    return Lab(
        lesson="99",
        question="How much?",
        company="Corner shop",
        controls=controls,
        answer=answer,
        code=lambda values: change_of({"marketing.budget.email": values["budget"]}, {"marketing.budget.email": 100}),
        looks=looks,
    )


@pytest.fixture
def lab():
    return small()


def test_moving_a_control_draws_the_picture_again(lab):
    first = lab._picture
    lab.budget.value = 250
    assert lab.ax.patches[0].get_width() == 250
    assert lab.words == "sales spends 250, look 1."
    assert lab._answer["title"] == "250 euros"
    assert lab._picture != first
    assert lab._picture.startswith("<svg ")


def test_the_picture_is_in_the_ink_and_the_letters_of_the_page(lab):
    from xml.etree import ElementTree

    lab.ax.text(1, 0, "<b> & more", color=INK, fontfamily=FONT)
    lab.ax.barh(1, 50, **LOOKS[Desk.SALES].area())
    page = ElementTree.fromstring(_svg(lab.ax))  # noqa: S314 - made just now
    words = [node for node in page.iter("{http://www.w3.org/2000/svg}text") if node.text == "<b> & more"]
    assert "fill: currentColor" in words[0].get("style")
    assert "font-family: 'DejaVu Sans', Verdana, sans-serif" in words[0].get("style")
    patterned = [style for node in page.iter() if "url(#h" in (style := node.get("style") or "")]
    assert patterned
    assert not any("fill-opacity" in style for style in patterned), "a paler pattern is hard to tell from its ground"
    assert INK not in ElementTree.tostring(page, "unicode")
    assert "100 euros" not in lab._picture  # the page says the title


def test_the_picture_is_kept_and_drawn_on_again(lab):
    figure = lab.ax.get_figure()
    lab.budget.value = 30
    assert lab.ax.get_figure() is figure


def test_a_number_comes_to_stand_on_a_step(lab):
    lab.budget.value = 33.4
    assert lab.budget.value == 30
    assert isinstance(lab.budget.value, int)


@pytest.mark.parametrize(
    ("name", "wrong", "message"),
    [
        ("budget", 500, "Budget must be from 0 to 400, got 500"),
        ("budget", "much", "Budget must be from 0 to 400, got 'much'"),
        ("who", "sails", "Unknown Who 'sails'. Did you mean 'sales'?"),
        ("loud", 1, "Loud must be True or False, got 1"),
    ],
)
def test_a_control_that_cannot_stand_there_says_where_it_can(lab, name, wrong, message):
    with pytest.raises(sm.BadInput, match=message.replace("?", r"\?")):
        getattr(lab, name).value = wrong
    assert lab.values == {"budget": 100, "who": "sales", "loud": False}


def test_a_share_code_restores_the_lab(lab):
    lab.set(budget=70, who="marketing")
    code, other = lab.share(), small()
    assert code.startswith("99-")
    assert len(code) < 60
    other.load(f" {code}\n")
    assert other.values == lab.values
    other.reset()
    assert other.values == small().values
    assert other.share() == "99-e30"


@pytest.mark.parametrize("code", ["", "98-e30", "99-!!", "99-WzFd", "99-eyJhIjoxfQ"])
def test_a_code_of_something_else_is_refused(lab, code):
    with pytest.raises(sm.BadInput):
        lab.load(code)


def test_the_code_says_what_was_moved_and_nothing_else(lab):
    assert lab.code() == "{}"
    lab.budget.value = 300
    assert lab._answer["code"] == "{'marketing': {'budget': {'email': 300}}}"


def test_an_error_is_said_on_the_lab_and_raised_under_test(monkeypatch):
    lab = small(broken=True)
    told = []
    monkeypatch.setattr(lab, "send", told.append)
    with pytest.raises(ZeroDivisionError):
        lab._heard(lab, {"do": "set", "values": {"loud": True}, "number": 1}, [])
    assert lab.error == "ZeroDivisionError: division by zero"
    assert told == [{"done": 1}]
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    monkeypatch.delenv("SALESMARK_BUILD", raising=False)
    lab._heard(lab, {"do": "load", "code": "nonsense", "number": 2}, [])
    assert lab.error.startswith("'nonsense' is no share code of this lab.")
    lab._heard(lab, {"do": "reset", "number": 3}, [])
    assert lab.error == ""


def test_a_long_answer_comes_look_by_look_and_a_new_question_drops_the_old():
    lab = small(looks=3)
    assert lab.words.endswith("look 3.")
    lab._heard(lab, {"do": "set", "values": {"budget": 50}, "number": 1}, [])
    assert lab.words == "sales spends 50, look 1."
    lab._heard(lab, {"do": "go on", "number": 2}, [])
    assert (lab._answer["done"], lab._answer["of"]) == (2, 3)
    lab._heard(lab, {"do": "set", "values": {"budget": 60}, "number": 3}, [])
    lab._heard(lab, {"do": "go on", "number": 4}, [])
    lab._heard(lab, {"do": "go on", "number": 5}, [])
    lab._heard(lab, {"do": "go on", "number": 6}, [])
    assert lab.words == "sales spends 60, look 3."


def test_reset_and_a_share_code_also_come_look_by_look():
    lab = small(looks=2)
    lab.budget.value = 50
    code = lab.share()
    for number, message in enumerate(({"do": "reset"}, {"do": "load", "code": code})):
        lab._heard(lab, {**message, "number": number}, [])
        assert lab.words.endswith("look 1.")
        lab._heard(lab, {"do": "go on", "number": number}, [])
        assert lab.words.endswith("look 2.")
    assert lab.budget.value == 50


def test_room_for_labels_is_measured_again_only_where_one_would_be_cut_off():
    lab = small()
    lab.ax.set_ylabel("profit")
    places = []
    for ticks in (["1", "2"], ["3", "4"], ["a very long name", "2"], ["1", "2"]):
        lab.ax.set_yticks([0, 0.5], ticks)
        _svg(lab.ax)
        assert not _cut_off(lab.ax).any()
        places.append(_ROOM[lab.ax].x0)
    assert places[0] == places[1] < places[2] == places[3]
    before = _ROOM[lab.ax].x1
    lab.ax.annotate("a name at the end", (1, 0.5), xycoords="axes fraction")
    _svg(lab.ax)
    assert not _cut_off(lab.ax).any()
    assert _ROOM[lab.ax].x1 < before
    assert _ROOM[lab.ax].x0 == places[3], "room that was once needed at one side went to the other"


def test_shown_elsewhere_the_picture_has_room_for_its_title(lab):
    for budget in (50, 250):
        lab.budget.value = budget
        assert picture(lab.ax)
        figure, words = lab.ax.get_figure(), lab.ax.get_title("left")
        figure.draw_without_rendering()
        title = next(text for text in figure.findobj(Text) if text.get_text() == words)
        assert figure.bbox.contains(*title.get_window_extent().max)
        assert [*lab.ax.get_position().extents] != [*_ROOM[lab.ax].extents], "the title takes room of the picture"
        before = _ROOM[lab.ax]
        _svg(lab.ax)
        assert _ROOM[lab.ax] is before


def test_without_a_browser_the_lab_is_words(lab):
    data, _ = lab._repr_mimebundle_()
    assert data["text/plain"] == "Lab: How much? sales spends 100, look 1."
