"""Worksheet 03: teams and roles."""

from __future__ import annotations

from functools import cache

from salesmark.business.company import Company, company
from salesmark.classroom.own import kept_run
from salesmark.classroom.questions import Choice, Misconception, Names, Number, Task
from salesmark.datasets.jobs import every_job
from salesmark.simulation.run import simulate

#: The case of task 2, and what could be changed there.
CASE_SEED, CASE_TOWN, CASE_TEAM = 11, 12_000, {"promoter": 1, "estimator": 3}
PROMOTER, ESTIMATOR, LOUD = "one more promoter", "one more estimator", "twice the advertising"
#: The town of tasks 3 and 4, and the two teams in it.
TOWN, ONE, TWO = 6_000, {"all_rounder": 1}, {"promoter": 1, "estimator": 1}
#: The town of task 5, and how many estimators are there after each decision.
LARGE, DECISIONS = 10_000, {"nobody": 1, "one estimator": 2, "two estimators": 3}


def _average(people: int) -> Company:
    """Sparrow in a town of this size, everybody of average talent."""
    return company("cleaning_service").change(selling={"talent": 0}).in_town(people)


@cache
def _case(change: str) -> float:
    """New customers of the case's year."""
    firm = _average(CASE_TOWN)
    team = CASE_TEAM | {PROMOTER: {"promoter": 2}, ESTIMATOR: {"estimator": 4}}.get(change, {})
    firm = firm.with_team(known=True, **team)
    if change == LOUD:
        budget = {name: 2 * euros for name, euros in firm.plan.marketing.budget.items()}
        firm = firm.change(plan={"marketing": {"budget": budget}})
    return float(simulate(firm, months=12, seed=CASE_SEED).monthly["new_customers"].sum())


def _wages(team: dict[str, int]) -> float:
    """Return the wages of a team, in euros a week."""
    roles = company("cleaning_service").roles
    return sum(roles[role].wage * number for role, number in team.items())


def _own(what: str, *, all_rounder: bool = False) -> float:
    """Look up a total of the learner's own year in the town of tasks 3 and 4."""
    firm = _average(TOWN).with_team(known=True, **(ONE if all_rounder else TWO))
    return float(kept_run(firm).monthly[what].sum())


def _more(what: str) -> float:
    return _own(what) - _own(what, all_rounder=True)


def _hiring(estimators: int) -> float:
    """Profit of the first year after a decision of task 5."""
    waiting = _average(LARGE).with_team(promoter=2, estimator=1)
    hired = waiting.change(plan={"sales": {"people": {"estimator": estimators}}})
    return float(kept_run(hired, months=24).monthly["profit"][:12].sum())


TASKS: tuple[Task, ...] = (
    Names(
        id="ex03-1",
        options=tuple(job.title for job in every_job()),
        ordered=True,
        expect=("sales development representative", "marketing operations specialist", "account manager"),
        checks="you named the jobs of adverts A, B and C, in this order",
        hints=(
            "Look at what each person does all week, not at the words on the door. Lesson 03 has both tables of jobs.",
            "A and C talk with one person at a time, B with nobody: whose desks are these?",
            "A calls those who are new. B keeps software going. C looks after those who bought long ago.",
        ),
        misconceptions=(
            Misconception(
                gives=("account executive", "marketing operations specialist", "account manager"),
                says="Advert A ends where the executive's work begins: it finds a need, and closes nothing.",
            ),
            Misconception(
                gives=("sales development representative", "e-mail marketer", "account manager"),
                says="Advert B writes nothing. It keeps lists and routines going that others write for.",
            ),
            Misconception(
                gives=("sales development representative", "marketing operations specialist", "account executive"),
                says="The people of advert C have signed long ago. Who keeps them is no executive any more.",
            ),
            Misconception(
                gives=("account manager", "marketing operations specialist", "sales development representative"),
                says="A and C have changed places: new numbers are called in A, old customers kept in C.",
            ),
        ),
    ),
    Choice(
        id="ex03-2",
        options=(PROMOTER, ESTIMATOR, LOUD),
        expect=lambda: max((PROMOTER, ESTIMATOR, LOUD), key=_case),
        checks=f"your choice is the one with the most new customers in the case's year (seed {CASE_SEED})",
        hints=(
            "Ask what limits this team. Two columns tell: busy, and run well.",
            "Three estimators are busy for less than a third of their hours. Would a fourth one help?",
            "Nearly half of the marketing money is lost, because nobody has the time for it.",
        ),
        misconceptions=(
            Misconception(
                gives=ESTIMATOR,
                says="Sellers have hours to spare. A fourth one would share the same few leads.",
            ),
            Misconception(
                gives=LOUD,
                says="One promoter cannot look after today's adverts. Of more money, still more is lost.",
            ),
        ),
    ),
    Number(
        id="ex03-3",
        expect=lambda: 52 * _wages(TWO) / _own("new_customers"),
        tolerance=0.51,
        checks="your number is within 50 cents of a year's wages of both specialists, by new customers, in your year",
        hints=(
            "Add up the wages of a promoter and an estimator for a week. A year of the model has 52 weeks.",
            'Divide by new customers: year holds it under "new_customers", the table in the row of the specialists.',
            'wages = 52 * (180 + 680) / year["new_customers"]',
        ),
        misconceptions=(
            Misconception(
                gives=lambda: _wages(TWO) / _own("new_customers"),
                says="That is one week's wages by a year's customers. Take the wages of the whole year.",
            ),
            Misconception(
                gives=lambda: 52 * _wages({"estimator": 1}) / _own("new_customers"),
                says="Only the seller is in it. Who made those people aware is paid, too.",
            ),
            Misconception(
                gives=lambda: 52 * _wages(TWO) / _own("first_contacts"),
                says="You divided by first contacts. Not each of them became a customer.",
            ),
            Misconception(
                gives=lambda: 52 * _wages(ONE) / _own("new_customers", all_rounder=True),
                says="That is the all-rounder's. Asked for are the two specialists.",
            ),
        ),
    ),
    Number(
        id="ex03-4",
        expect=lambda: _more("profit"),
        tolerance=1.51,
        checks="your number is the specialists' profit minus the all-rounder's, in your own year, within a euro or so",
        hints=(
            "You need one column of two rows.",
            'In the code: year["profit"] and alone["profit"]. In the table: the column profit. It may be below 0.',
            'more = year["profit"] - alone["profit"]',
        ),
        misconceptions=(
            Misconception(
                gives=lambda: -_more("profit"),
                says="The size is right, the sign is not: take the all-rounder from the specialists.",
            ),
            Misconception(
                gives=lambda: _more("revenue"),
                says="That is revenue. Wages, goods and adverts have to be paid from it: compare profit.",
            ),
            Misconception(
                gives=lambda: _more("new_customers"),
                says="You compared new customers. Asked for is money.",
            ),
            Misconception(
                gives=lambda: _own("profit"),
                says="That is all of the specialists' profit. How much more is it than the all-rounder's?",
            ),
        ),
    ),
    Choice(
        id="ex03-5",
        options=tuple(DECISIONS),
        expect=lambda: max(DECISIONS, key=lambda who: _hiring(DECISIONS[who])),
        checks="your choice has the highest profit in the first year of your own; your reasons are not checked",
        hints=(
            "The bank looks at one year. Which column of the first table is that?",
            "Wages and the cost of hiring come at once. When do customers pay who were won in autumn?",
            "Read the column year_1 of the first table from top to bottom.",
        ),
        misconceptions=(
            Misconception(
                gives="one estimator",
                says="It wins more customers, and may pay over two years. Look at the first year's profit alone.",
            ),
            Misconception(
                gives="two estimators",
                says="Most of their hours stay idle, and two newcomers are paid while they learn.",
            ),
        ),
    ),
)
