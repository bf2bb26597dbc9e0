"""The card of a company says what its data say, in HTML and in plain lines."""

import re

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
    assert "about 1.2 times a year" in words


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
        assert f">{firm.title}</div>" in page
        assert firm.desks["sales"] in page
        assert f"{firm.title}, {firm.trade}: {firm.product}" in repr(shelf)
