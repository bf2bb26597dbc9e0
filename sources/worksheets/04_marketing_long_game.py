# %% [markdown] title
# # Worksheet 04 · Why does marketing pay later, and which channel pays best?
#
# *35 minutes. You need: [lesson 04](../notebooks/04_marketing_long_game.ipynb).*
#
# Six tasks: five are checked at once, the sixth is a short essay. Replace the blank `____` behind each `=` by your
# answer, run that cell, and run the check below it. A wrong answer costs nothing.
#
# For a hint, add a cell with the **+** at the top of the page and run `sm.hint("ex04-1")` in it; ask again for the
# next one.
#
# Tasks 3 and 4 can be answered by a line of code **or** worked out from the table above them: both count the same.

# %% import
import salesmark as sm
from salesmark import ____  # leave this line as it is

# %% [markdown] task-1
# ## 1 · Still there in autumn
#
# A hotel spends on adverts in spring, and stops in June. In autumn it still sells rooms that it would not have sold
# without them. Which of these six explain that?
#
# - `"memory"`: people still know its name
# - `"returning guests"`: who came in spring comes again
# - `"talk"`: guests tell their friends
# - `"saturation"`: the last euros reached few new people
# - `"tracking"`: clicks were counted
# - `"season"`: many people travel in autumn
#
# Write those that do as a list, in any order.

# %% answer-1
### BEGIN SOLUTION
reasons = ["memory", "returning guests", "talk"]
### END SOLUTION

# %% check-1
sm.check("ex04-1", reasons)

# %% [markdown] task-2
# ## 2 · The next 100
#
# A bakery spends €100 a week on each of three channels. It has tried what €200 would bring:
#
# | channel | sales with €100 a week | sales with €200 a week |
# |---|---|---|
# | radio | €400 | €500 |
# | leaflets | €250 | €480 |
# | posters | €300 | €510 |
#
# There is €100 a week more, for **one** of them. `"radio"`, `"leaflets"` or `"posters"`?

# %% answer-2
### BEGIN SOLUTION
channel = "leaflets"
### END SOLUTION

# %% check-2
sm.check("ex04-2", channel)

# %% [markdown] own-hemline
# ## Your own year at Hemline
#
# From here on the numbers are yours: your seed gives your luck. `returns` is what Hana can see. `worth` is what each
# channel brought in the year: your luck with it, less your luck without it, in euros and in people. (It can be below
# 0: then there was a little more without it.)

# %% run-own
shop = sm.company("clothing_store")
year = sm.my_run(shop)
returns = sm.tables.returns(year)
worth = year.truth.channel_worth(tail_months=0).set_index("channel")
sm.show(returns, "What Hana can see: revenue for each euro spent")
sm.show(worth, "What each channel brought: euros, and people")

# %% [markdown] task-3
# ## 3 · What the posts return
#
# In your year: how many euros of **revenue** did `social` truly bring for each euro that it cost?
# Two decimals are enough. A cell of a table is read like this: `worth.loc["coupons", "new_customers"]`.

# %% answer-3
### BEGIN SOLUTION
per_euro = worth.loc["social", "revenue"] / worth.loc["social", "spend"]
### END SOLUTION

# %% check-3
sm.check("ex04-3", per_euro)

# %% [markdown] task-4
# ## 4 · The next listing
#
# Back to Saffron Table, one year under your seed. The listing gets nothing, €110 a week as today, or €220.
#
# For each new customer that the first €110 bring: how many do the **second** €110 bring? Give a number such as `0.5`.
#
# `new["€0"]`, `new["€110"]` and `new["€220"]` are the new customers under each.

# %% run-listing
house, runs = sm.company("local_restaurant"), {}
for euros in (0, 110, 220):
    plan = {"marketing": {"budget": {"listing": euros}}}
    runs[f"€{euros}"] = sm.my_run(house.change(plan=plan))
table = sm.metrics.totals(runs)
new = table["new_customers"]
sm.show(table)

# %% answer-4
### BEGIN SOLUTION
second = (new["€220"] - new["€110"]) / (new["€110"] - new["€0"])
### END SOLUTION

# %% check-4
sm.check("ex04-4", second)

# %% [markdown] task-5
# ## 5 · Decide
#
# The owner of Saffron Table will try one thing that is no channel: food by delivery service, prices a tenth lower,
# or better goods in the kitchen (a tenth better, and a tenth dearer to buy). Here is your luck under each.

# %% proposals
proposals = {"today": {}, "delivery": {"places": ["dining_room", "delivery_service"]}}
proposals |= {"a tenth cheaper": {"price": 57.6}, "better goods": {"quality": 1.1}}
offers = {}
for name, marketing in proposals.items():
    changed = house.change(plan={"marketing": marketing})
    offers[name] = sm.my_run(changed, months=24)
sm.show(sm.tables.sums(offers, "revenue"), "Revenue, €")
sm.show(sm.tables.sums(offers, "profit"), "Profit, €")

# %% [markdown] question-5
# She will give up the house after two years, and asks for the most **profit in all** until then.
# `"delivery"`, `"a tenth cheaper"` or `"better goods"`?

# %% answer-5
### BEGIN SOLUTION
decision = "a tenth cheaper"
### END SOLUTION

# %% check-5
sm.check("ex04-5", decision)

# %% [markdown] reasons-5
# Now argue it, in three to five sentences: Which figures did you use? What would you choose for an owner who stays
# for ten years? And what could rivals do that this run does not know?
#
# (Double-click this box to write, Shift + Enter when you are done.)
#
# ### BEGIN SOLUTION
# Lower prices earn most in all: each bill leaves less, but so many more people come, and come again, that it pays in
# both years. Better goods cost a tenth more from the first day, while guests who like the evening better stay and
# recommend it only by and by: the first year is worse than today, the second better. For an owner who stays ten years
# I would run it for longer before I choose, because that gap still moves. Delivery sells more and earns
# less, as the service keeps a quarter. In this run the rivals never answer. In a real street they might cut their
# prices as well, and then the gain would be gone, while better cooking is harder to copy.
# ### END SOLUTION

# %% [markdown] task-6
# ## 6 · A firm that you know
#
# Choose a firm near you and write half a page: which channels it uses, whom each of them reaches, what each leaves
# behind, and how the firm could find out which of them it does not need.
#
# | | 0 | 1 | 2 |
# |---|---|---|---|
# | channels | one or two | most of them | most of them, with whom each reaches and how soon it works |
# | memory, guests, talk | not said | one of them | all three, for this firm |
# | traces | not said | said what leaves a trace | said which channel the traces flatter, and which they hide |
# | a test | none | leave something out | leave something out for whom and how long, and what is compared |
#
# (Double-click this box to write.)
#
# ### BEGIN SOLUTION
# *One answer of many.* My climbing gym has a poster at the university, posts with videos, and a mail to members. The
# poster reaches students in their first weeks and works for months; the posts reach climbers and are gone in days; the
# mail reaches only those who are members. People stay for years and bring friends, so whoever saw the poster three
# years ago still pays. The mail has a code for a free coffee: it takes the credit for each visit, though most would
# have come. The poster leaves no trace. Test: draw half of the members by lot, send them no mail for two months, and
# compare the visits of the two halves. For the poster: hang it in two of four faculties, and ask newcomers where they study.
# ### END SOLUTION

# %% [markdown] end
# ## Done
#
# Run `sm.progress()` to see what you have finished. Back to [lesson 04](../notebooks/04_marketing_long_game.ipynb) or
# to the [overview](../index.ipynb).
