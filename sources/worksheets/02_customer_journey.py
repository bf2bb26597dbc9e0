# %% [markdown] title
# # Worksheet 02 · Who owns the customer, and when?
#
# *30 minutes. You need: [lesson 02](../notebooks/02_customer_journey.ipynb).*
#
# Six tasks: five are checked at once, the sixth is a short essay. Replace the blank `____` behind each `=` by your
# answer, run that cell, and run the check below it. A wrong answer costs nothing.
#
# For a hint, add a cell with the **+** at the top of the page and run `sm.hint("ex02-1")` in it; ask again for the
# next one.
#
# Tasks 3 and 4 can be answered by a line of code **or** read off the board: both count the same.

# %% import
import salesmark as sm
from salesmark import ____  # leave this line as it is

# %% [markdown] task-1
# ## 1 · Marketing alone
#
# In three stages nobody asks for a seller yet, and marketing works alone (claim J02). Which three?
# Choose from: unaware, aware, interested, considering, intending, customer, retained, advocate.
# Write them as a list, in any order: `["...", "...", "..."]`.

# %% answer-1
### BEGIN SOLUTION
stages = ["unaware", "aware", "interested"]
### END SOLUTION

# %% check-1
sm.check("ex02-1", stages)

# %% [markdown] task-2
# ## 2 · A shop with two advisers
#
# One of Sam's three advisers has left. Here is the year that follows, if nothing else is changed.
# The table puts it beside the year with three.

# %% case
shop = sm.company("electronics_retailer")
short = shop.change(plan={"sales": {"people": {"adviser": 2}}})
case = sm.simulate(short, months=12, seed=11)
full = sm.simulate(shop, months=12, seed=11)
sm.show(sm.charts.months(case))

# %% case-hours
sm.show(sm.metrics.totals({"three advisers": full, "two advisers": case}))

# %% [markdown] question-2
# Which one of these brings the most new customers to *this* shop? (Claim J03: find the weakest stage.)
#
# - `"twice the advertising"`
# - `"one more adviser"` (the third comes back, and knows the shop)
# - `"a call within half an hour"` (names are on the advisers' list sooner; nobody is hired)

# %% answer-2
### BEGIN SOLUTION
change = "one more adviser"
### END SOLUTION

# %% check-2
sm.check("ex02-2", change)

# %% [markdown] own-year
# ## Your own year
#
# From here on the numbers are yours: your seed gives your luck, and nobody else in the room has the same year.
# `year` holds today's totals, `quick_year` those of a year in which the desks agree on half an hour until a name is on
# the list (today it is three hours).
# `year["new_customers"]` is one of them; another is `year["first_contacts"]`.

# %% run-own
quick = shop.change(plan={"agreement": {"first_contact_hours": 0.5}})
run = sm.my_run(shop)
quick_run = sm.my_run(quick)
runs = {"today": run, "a call within half an hour": quick_run}
totals = sm.metrics.totals(runs)
year, quick_year = totals.loc["today"], totals.loc["a call within half an hour"]

# %% board tags=["nbval-ignore-output"]
sm.widgets.journey_board(runs)

# %% [markdown] task-3
# ## 3 · From first contact to sale
#
# In your year, what share of all first contacts ended with a new customer?
# Answer with a number such as `0.25`, or with a division such as `100 / 400`; two decimals are enough.
#
# In code: one line. On the board: click it, press the key `End` for the last week, and read both totals in the last
# sentence below it.

# %% answer-3
### BEGIN SOLUTION
share = year["new_customers"] / year["first_contacts"]
### END SOLUTION

# %% check-3
sm.check("ex02-3", share)

# %% [markdown] task-4
# ## 4 · Half an hour
#
# How many more new customers does the quick call bring in your year? On the board: the last week of each run.

# %% answer-4
### BEGIN SOLUTION
extra = quick_year["new_customers"] - year["new_customers"]
### END SOLUTION

# %% check-4
sm.check("ex02-4", extra)

# %% [markdown] task-5
# ## 5 · Decide
#
# Maya wants twice the advertising, Sam one more adviser; the owner asks for a call within half an hour.
# The table shows your year under each proposal.

# %% proposals
twice = {"search": 1400, "social": 1000, "leaflets": 1000, "email": 300}
loud = shop.change(plan={"marketing": {"budget": twice}})
staff = shop.change(plan={"sales": {"people": {"adviser": 4}}})
runs |= {
    "twice the advertising": sm.my_run(loud),
    "one more adviser": sm.my_run(staff),
}
sm.show(sm.metrics.totals(runs))

# %% [markdown] question-5
# The bank looks at one thing: this year's **profit**. Which proposal do you choose:
# `"twice the advertising"`, `"one more adviser"` or `"a call within half an hour"`?

# %% answer-5
### BEGIN SOLUTION
decision = "a call within half an hour"
### END SOLUTION

# %% check-5
sm.check("ex02-5", decision)

# %% [markdown] reasons-5
# Now argue it, in three to five sentences: What did you gain, and what did you give up?
# Who at the two desks has to do something differently tomorrow? What would change your mind?
#
# (Double-click this box to write, Shift + Enter when you are done.)
#
# ### BEGIN SOLUTION
# The call within half an hour brings the most profit, because it costs nothing: the two desks only agree on when a
# name is put on an adviser's list. It brings about as many new customers as one more adviser. I give up some calm:
# Maya's desk can no longer collect leads and hand them over together, and Sam's advisers have to look at the list all
# day. One year of one seed is little. And in a busier shop the advisers would have no hour free and the promise would
# be empty, as in task 2. Then I would hire first.
# ### END SOLUTION

# %% [markdown] task-6
# ## 6 · Your own journey
#
# Claim J01, on yourself. Take something that you bought for more than €100. Write half a page: how you went from stage
# to stage, who at the firm worked on you at each, where you nearly left, and whether you told anybody afterwards.
#
# | | 0 | 1 | 2 |
# |---|---|---|---|
# | stages | one or two | most, in order | all that you passed, with what moved you on |
# | owners | not named | named | named, with the moment of the hand-off |
# | dropping out | not said | said where you nearly did | said where, and what kept you |
# | the loop | not said | said whom you told | said whom you told, and what it did to *their* stage |
#
# (Double-click this box to write.)
#
# ### BEGIN SOLUTION
# *One answer of many.* I never thought about headphones until a friend wore a pair (unaware to aware, by word of
# mouth: nobody at the firm). A search for tests made me interested: the firm's page came third, that is marketing.
# I left my address for a price alarm and was considering. Here I nearly left: nobody answered my question about the
# battery for four days. Then a seller wrote a personal mail (the hand-off, late), offered the older model for €30
# less, and I bought it that evening. I told two colleagues; one of them asked me for the link, and so began as aware,
# not as a stranger. What would have kept me without luck: an answer on the first day.
# ### END SOLUTION

# %% [markdown] end
# ## Done
#
# Run `sm.progress()` to see what you have finished. Back to [lesson 02](../notebooks/02_customer_journey.ipynb) or
# to the [overview](../index.ipynb).
