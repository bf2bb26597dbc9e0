"""The page of charts in a real browser: light and dark, wide and narrow."""

import pytest

import salesmark as sm
from salesmark.charts import page as charts_page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    run = sm.simulate(sm.company("electronics_retailer"), months=2, seed=7)
    return (charts_page.save(run, tmp_path_factory.mktemp("page")) / "index.html").as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_whole_follows_the_theme_and_has_no_fault_of_access(chromium, address, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    try:
        page.goto(address)
        assert (
            page.evaluate("[...document.images].map(image => image.complete && image.naturalWidth > 0)") == [True] * 6
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        ink = page.evaluate("getComputedStyle(document.querySelector('p')).color")
        assert ink == ("rgb(0, 0, 0)" if scheme == "light" else "rgb(255, 255, 255)")
        assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
    finally:
        page.close()
