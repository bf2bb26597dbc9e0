"""The page of charts: each picture with its finding and its words, all files or none, nothing overwritten."""

import dataclasses
import struct
from html.parser import HTMLParser
from pathlib import Path

import pytest

import salesmark as sm
from salesmark.charts import page

NAMES = ("funnel", "movers", "sources", "months", "money", "journey")


@pytest.fixture(scope="module")
def simulated():
    return sm.simulate(sm.company("electronics_retailer"), months=2, seed=7)


@pytest.fixture(scope="module")
def folder(simulated, tmp_path_factory):
    return page.save(simulated, tmp_path_factory.mktemp("charts") / "deeper" / "page")


class Seen(HTMLParser):
    """What a browser would find on a page: the tags with their attributes, and the text in each."""

    def __init__(self, file) -> None:
        super().__init__()
        self.tags, self.words, self.inside = [], {}, []
        self.feed(file.read_text(encoding="utf-8"))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "img"):
            self.inside.append(tag)

    def handle_endtag(self, tag):
        assert self.inside.pop() == tag, "tags are closed in order"

    def handle_data(self, data):
        if data.strip():
            self.words.setdefault(self.inside[-1], []).append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_shows_six_charts_each_with_its_finding_and_its_words(simulated, folder):
    seen = Seen(folder / "index.html")
    assert seen.inside == []
    axes = [getattr(sm.charts, name)(simulated) for name in NAMES]
    assert [image["src"] for image in seen.all("img")] == [f"{name}.png" for name in NAMES]
    assert [image["alt"] for image in seen.all("img")] == [" ".join(ax.get_title("left").split()) for ax in axes]
    assert seen.words["figcaption"] == [sm.charts.describe(ax) for ax in axes]
    assert len(seen.words["h2"]) == len(NAMES)
    assert seen.words["h1"] == ["Brightline"]
    assert "2 months, seed 7, 20,000 people" in seen.words["p"][0]


def test_every_file_of_the_folder_is_shown_and_at_half_its_size(folder):
    assert {path.name for path in folder.iterdir()} == {"index.html", *(f"{name}.png" for name in NAMES)}
    for image in Seen(folder / "index.html").all("img"):
        content = (folder / image["src"]).read_bytes()
        assert content.startswith(b"\x89PNG")
        assert struct.unpack(">2I", content[16:24]) == pytest.approx(
            (2 * int(image["width"]), 2 * int(image["height"])), abs=2
        )


def test_the_page_is_read_without_a_network_in_light_and_in_dark(folder):
    text = (folder / "index.html").read_text(encoding="utf-8")
    assert "color-scheme: light dark" in text
    assert "//" not in text
    assert {name for name, _ in Seen(folder / "index.html").tags} & {"script", "link", "iframe"} == set()
    assert Seen(folder / "index.html").all("html") == [{"lang": "en"}]


def test_a_name_with_signs_of_its_own_stays_a_name(simulated, tmp_path):
    shop = dataclasses.replace(simulated.company, title="Tom & <Co>", story='He said "a < b".')
    seen = Seen(page.save(dataclasses.replace(simulated, company=shop), tmp_path) / "index.html")
    assert seen.words["h1"] == ["Tom & <Co>"]
    assert seen.words["title"] == ["Tom & <Co>: 2 months in charts"]
    assert 'He said "a < b".' in seen.words["p"][0]


def test_an_empty_folder_is_filled_and_one_with_files_is_refused(simulated, tmp_path):
    assert page.save(simulated, tmp_path) == tmp_path
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for ask in (page.free, lambda place: page.save(simulated, place)):
        with pytest.raises(sm.BadInput, match="must be a new or an empty folder, but it holds files"):
            ask(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_place_that_cannot_be_a_folder_is_refused(tmp_path):
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    for place, says in ((tmp_path / "note.txt", "cannot be made"), ("", "must be named")):
        with pytest.raises(sm.BadInput, match=says):
            page.free(place)
    assert page.free(str(tmp_path / "new")) == tmp_path / "new"
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]  # asking leaves nothing


@pytest.mark.parametrize("method", ["write_bytes", "write_text", "replace"])
def test_a_page_that_cannot_be_finished_leaves_nothing_and_the_next_try_succeeds(
    simulated, tmp_path, monkeypatch, method
):
    whole, calls = getattr(Path, method), []

    def full(*inputs, **options):
        calls.append(inputs)
        if len(calls) == (1 if method == "write_text" else 3):
            raise OSError(28, "No space left on device")
        return whole(*inputs, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, method, full)
        with pytest.raises(sm.BadInput, match=r"No space left on device.*room"):
            page.save(simulated, tmp_path / "charts")
    assert list((tmp_path / "charts").iterdir()) == []
    assert len(list(page.save(simulated, tmp_path / "charts").iterdir())) == len(NAMES) + 1


def test_only_a_run_is_drawn(tmp_path):
    with pytest.raises(sm.BadInput, match=r"needs a simulated run, got Company"):
        page.save(sm.company("electronics_retailer"), tmp_path / "charts")
    assert list(tmp_path.iterdir()) == []
