"""A chart on the page: one output with picture and words, nothing global changed, colours that hold."""

import base64
import io
import itertools
import re
import subprocess
import sys
from types import SimpleNamespace

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from PIL import Image

import salesmark as sm
from salesmark import charts
from salesmark._checks import BadInput
from salesmark.charts.show import caption, picture
from salesmark.charts.theme import INK, LOOKS

ALL = ("funnel", "journey", "months", "money")
PAGES = ("#ffffff", "#111111")
EVERY_COLOUR = [look.colour for look in LOOKS.values()] + [INK]

# Machado, Oliveira, Fernandes, "A physiologically-based model for simulation of color vision deficiency",
# IEEE Transactions on Visualization and Computer Graphics 15(6), 2009; severity 1, in linear RGB.
BLINDNESS = {
    "none": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def linear(colour):
    channels = np.array([int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(colour, page):
    lights = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (colour, page))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def lab(rgb):
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ rgb
    x, y, z = np.cbrt(np.maximum(xyz / [0.9505, 1.0, 1.089], 0.008856))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.fixture
def run(run, funnel_of):
    """The hand-made run, with a funnel whose largest loss is the hand-off: the most words in the least room."""
    funnel_of({"aware": 10_305, "interested": 4_626, "considering": 2_634, "intending": 495, "customer": 253})
    return run


def chart(name, run, ax=None):
    return charts.journey(run, 1, ax) if name == "journey" else getattr(charts, name)(run, ax)


@pytest.mark.parametrize("page", PAGES)
def test_text_and_lines_stand_out_on_the_light_and_on_the_dark_page(page):
    assert contrast(INK, page) >= 4.2
    assert min(contrast(colour, page) for colour in EVERY_COLOUR) >= 3


@pytest.mark.parametrize("kind", BLINDNESS)
def test_the_desks_colours_stay_apart_for_every_kind_of_colour_blindness(kind):
    seen = [lab(np.clip(BLINDNESS[kind] @ linear(look.colour), 0, 1)) for look in LOOKS.values()]
    assert min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2)) > 15


@pytest.mark.parametrize("name", ALL)
def test_all_text_on_a_chart_is_in_the_ink_that_holds_on_both_pages(run, name):
    ax = chart(name, run)
    texts = [*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels(), ax.xaxis.label, ax.yaxis.label]
    read = [text for text in texts if text.get_text()]
    assert {text.get_color() for text in read} == {INK}
    assert {family for text in read for family in text.get_fontfamily()} == {"DejaVu Sans"}


@pytest.mark.parametrize("name", ALL)
def test_no_words_overlap_and_nothing_is_cut_off(run, name):
    ax = chart(name, run)
    figure = ax.get_figure()
    figure.draw_without_rendering()
    words = [text for text in [*ax.texts, ax._left_title] if text.get_text()]
    for axis in [ax.xaxis, ax.yaxis] if ax.axison else []:
        low, high = sorted(axis.get_view_interval())
        words += [tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    boxes = [(text.get_text(), text.get_window_extent()) for text in words]
    page = figure.bbox.padded(1)
    assert [text for text, box in boxes if page.count_contains(box.get_points()) < 2] == []
    assert [(a, b) for (a, x), (b, y) in itertools.combinations(boxes, 2) if x.overlaps(y)] == []


@pytest.mark.parametrize("name", ALL)
def test_a_chart_leaves_no_trace_in_matplotlib(run, name):
    from matplotlib import pyplot

    before = dict(mpl.rcParams)
    sm.show(chart(name, run))
    assert dict(mpl.rcParams) == before
    assert pyplot.get_fignums() == []


def test_making_a_chart_loads_no_pyplot():
    code = "import salesmark.charts, sys; assert 'matplotlib.pyplot' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", ALL)
def test_a_learners_own_style_changes_nothing(run, name):
    plain = picture(chart(name, run))
    with mpl.rc_context({"text.color": "red", "axes.grid": True, "font.size": 30, "xtick.color": "red"}):
        assert picture(chart(name, run)) == plain


@pytest.mark.parametrize("name", ALL)
def test_a_chart_drawn_again_on_the_same_axes_is_the_same_picture(run, name):
    ax = Figure(figsize=(8, 4)).add_subplot()
    assert chart(name, run, ax=ax) is ax
    first = picture(ax)
    chart(name, run, ax=ax)
    assert picture(ax) == first


def test_a_figure_of_ones_own_stays_as_it_was():
    figure = Figure(dpi=72, facecolor="white", edgecolor="black")
    ax = figure.add_subplot()
    was = figure.canvas, figure.dpi, figure.get_facecolor(), figure.get_edgecolor()
    picture(ax)
    assert (figure.canvas, figure.dpi, figure.get_facecolor(), figure.get_edgecolor()) == was


@pytest.mark.parametrize("name", ALL)
def test_the_picture_is_sharp_small_and_see_through(run, name):
    data = picture(chart(name, run))
    image = Image.open(io.BytesIO(data)).convert("RGBA")
    assert image.width == 1600
    assert len(data) < 80_000
    assert image.getpixel((0, image.height - 1))[3] == 0


def test_outside_a_notebook_the_words_are_printed(capsys, monkeypatch):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    monkeypatch.delitem(sys.modules, "matplotlib.pyplot", raising=False)
    ax = caption(Figure().add_subplot(), "Half the leads wait", "Of 40 leads, 20 wait.")
    assert sm.show(ax) is None
    assert capsys.readouterr().out == "Half the leads wait\nOf 40 leads, 20 wait.\n"


@pytest.fixture
def notebook(monkeypatch):
    """The outputs that a notebook would get."""
    import IPython
    from IPython.core.displaypub import CapturingDisplayPublisher

    publisher = CapturingDisplayPublisher()
    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(display_pub=publisher))
    return publisher.outputs


def test_a_notebook_gets_one_output_with_picture_alternative_text_and_words(notebook, capsys):
    finding, words = 'Half of the "hot" leads wait', "Of 40 leads, 20 wait & see."
    sm.show(caption(Figure(figsize=(8, 4)).add_subplot(), finding, words))
    output = notebook.pop()["data"]
    assert notebook == []
    assert output["text/plain"] == f"{finding}\n{words}"
    page = output["text/html"]
    assert 'alt="Half of the &quot;hot&quot; leads wait" width="800"' in page
    assert "Of 40 leads, 20 wait &amp; see.</figcaption></figure>" in page
    data = base64.b64decode(re.search(r"base64,([^\"]+)", page)[1])
    assert Image.open(io.BytesIO(data)).width == 1600
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("light", "page"), [("true", "#ffffff"), ("false", "#111111")])
def test_where_the_page_says_its_theme_letters_hold_more_than_they_do_anywhere(notebook, light, page):
    sm.show(caption(Figure().add_subplot(), "Half the leads wait", "Of 40 leads, 20 wait."))
    style = notebook[0]["data"]["text/html"]
    factor = float(re.search(rf"light={light}\] \.salesmark img\{{filter:brightness\(([\d.]+)\)", style)[1])
    assert contrast("#" + 3 * f"{round(int(INK[1:3], 16) * factor):02x}", page) >= 6


@pytest.fixture
def own_axes():
    """Axes made the usual way, by pyplot."""
    from matplotlib import pyplot

    pyplot.switch_backend("agg")
    return pyplot.subplots()[1]


def test_a_figure_of_the_learners_own_is_shown_once_with_its_title(own_axes, notebook):
    from matplotlib import pyplot

    own_axes.set_title("mine")
    sm.show(own_axes)
    assert pyplot.get_fignums() == []
    assert notebook[0]["data"]["text/plain"] == "mine"
    assert "figcaption" not in notebook[0]["data"]["text/html"]
    assert charts.describe(own_axes) == ""


@pytest.mark.parametrize("thing", [None, 3, "a chart", Figure()])
def test_what_is_not_a_chart_is_refused_with_the_way_to_make_one(thing):
    with pytest.raises(BadInput, match=r"show needs a chart.*sm\.show\(sm\.charts\.funnel\(run\)\)"):
        sm.show(thing)


def test_a_long_finding_is_broken_into_lines():
    ax = caption(Figure().add_subplot(), "a long finding " * 8, "words")
    assert max(map(len, ax.get_title("left").split("\n"))) <= 72


def test_a_table_is_written_as_people_write_numbers(capsys):
    sm.show(pd.DataFrame({"new_customers": [1200, 7], "share": [0.256, 1.0], "name": ["x", "y"]}, index=["a", "b"]))
    assert capsys.readouterr().out.split() == [
        *("new_customers", "share", "name"),
        *("a", "1,200", "0.26", "x"),
        *("b", "7", "1.00", "y"),
    ]


def test_a_table_in_a_notebook_is_one_output_with_headings_in_words(notebook):
    sm.show(pd.DataFrame({"new_customers": [1200]}, index=["today"]))
    (output,) = notebook
    assert '<th style="text-align:right">new customers</th>' in output["data"]["text/html"]
    assert "1,200" in output["data"]["text/plain"]


def test_a_table_can_say_what_it_counts(notebook):
    sm.show(pd.DataFrame({"year_1": [1200]}, index=["today"]), "Profit & loss, €")
    (output,) = notebook
    assert "<table><caption" in output["data"]["text/html"]
    assert ">Profit &amp; loss, €</caption><thead>" in output["data"]["text/html"]
    assert output["data"]["text/plain"].startswith("Profit & loss, €\n")


def test_a_chart_keeps_its_own_title(run):
    with pytest.raises(BadInput, match="A chart has a title of its own, got 'Money' as well"):
        sm.show(charts.money(run), "Money")


def test_words_stand_at_the_left_and_numbers_at_the_right_and_none_can_break_the_table(notebook):
    sm.show(pd.DataFrame({"who": ["<b>Maya</b>"], "leads": [3]}, index=["x & y"]))
    page = notebook[0]["data"]["text/html"]
    assert '<td style="text-align:left">&lt;b&gt;Maya&lt;/b&gt;</td><td style="text-align:right">3</td>' in page
    assert '<th style="text-align:left;min-width:7em">x &amp; y</th>' in page
