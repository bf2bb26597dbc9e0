"""The card of a company says what its data say, in HTML and in plain lines."""

import html
import re

import pytest

import salesmark as sm
from salesmark.widgets.cards import company_card, company_cards


def plain(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_card_names_the_firm_its_goods_its_market_and_both_desks():
    shop = sm.company("electronics_retailer")
    for words in (repr(company_card(shop)), plain(company_card(shop)._repr_html_())):
        for fact in (shop.title, shop.trade, shop.story, shop.product, *shop.desks.values(), *shop.channels):
            assert fact in words
        assert f"{shop.market.population:,} people" in words


def test_the_card_shows_todays_plan_and_not_another():
    shop = sm.company("electronics_retailer").change(
        plan={"marketing": {"price": 444}, "sales": {"people": {"adviser": 9}}}
    )
    words = repr(company_card(shop))
    assert "typical sale: €444" in words
    assert "9 advisers" in words
    assert "1 adviser," not in words


def test_the_people_of_a_market_are_told_by_segment_and_repeat_orders_by_their_share():
    shop = sm.company("electronics_retailer").change(
        segments={
            "families": {"share": 0.5, "orders": 1.0},
            "enthusiasts": {"share": 0.3, "orders": 2.0},
            "seniors": {"share": 0.2, "orders": 0.5},
        }
    )
    words = repr(company_card(shop))
    assert "families (50 %), enthusiasts (30 %), seniors (20 %)" in words.replace("\u00a0", " ")
    assert "purchase: repeat: an active customer orders about 1.2 times a year" in words


@pytest.mark.parametrize(
    ("weeks", "orders", "kind", "what_follows"),
    [
        (0, 4.0, "repeat", "an active customer orders about 4.0 times a year"),
        (0, 0.5, "repeat", "an active customer orders about 0.5 times a year"),
        (0, 0.2, "one-off", "an active customer buys again after about 5 years"),
        (0, 0.0, "one-off", "nobody buys twice"),
        (52, 4.0, "contract of 52 weeks", "then the customer renews it or leaves"),
        (1, 0.0, "contract of 1 week", "then the customer renews it or leaves"),
    ],
)
def test_the_card_says_what_kind_of_purchase_it_is_and_what_follows(weeks, orders, kind, what_follows):
    shop = sm.company("electronics_retailer")
    firm = shop.change(
        economics={"contract_weeks": weeks},
        segments={name: {"orders": orders} for name in shop.segments},
        plan={"marketing": {"price": 444}},
    )
    for words in (repr(company_card(firm)), plain(company_card(firm)._repr_html_())):
        assert f"{kind}: {what_follows}" in words
    assert company_card(firm).in_short()["typical sale"] == f"€444, {kind}"


def test_what_a_company_calls_itself_cannot_break_the_page():
    shop = sm.company("electronics_retailer").change(title="A & B <i>")
    page = company_card(shop)._repr_html_()
    assert "<i>" not in page
    assert 'aria-label="Company card: A &amp; B &lt;i&gt;"' in page


def test_the_desks_are_told_apart_by_word_and_line_and_not_by_colour_alone():
    page = company_card(sm.company("electronics_retailer"))._repr_html_()
    assert "4px solid #0072B2" in page
    assert "4px dashed #D55E00" in page


def test_every_company_of_the_course_has_its_card_on_the_shelf():
    shelf = company_cards()
    page = shelf._repr_html_()
    for firm in map(sm.company, sm.companies()):
        assert f">{html.escape(firm.title)}</div>" in page
        assert firm.desks["sales"] in page
        assert f"{firm.title}, {firm.trade}: {firm.product}" in repr(shelf)
