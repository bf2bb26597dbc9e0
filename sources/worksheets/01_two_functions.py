# %% [markdown] title
# # Worksheet 01 · Two functions, two desks
#
# *30 minutes. You need: [lesson 01](../notebooks/01_two_functions.ipynb).*
#
# Six tasks: five are checked at once, the sixth is a short essay. Replace the blank `____` behind each `=` by your
# answer, run that cell, and run the check below it. A wrong answer costs nothing.
#
# For a hint, add a cell with the **+** at the top of the page and run `sm.hint("ex01-1")` in it; ask again for the
# next one.
#
# Tasks 3 and 4 can be answered by a line of code **or** by a pocket calculator from the table: both count the same.

# %% import
import salesmark as sm
from salesmark import ____  # leave this line as it is

# %% [markdown] task-1
# ## 1 · Whose Tuesday is it?
#
# Six things happen on Tuesday at Harbour Motors. Which of them are **selling** (claim D03)?
#
# - `"bargain"`: Viktor bargains with Ms Ray over winter wheels
# - `"letter"`: Ingrid sends a birthday letter to 900 customers, each with the name on it
# - `"visit"`: a seller visits a bakery that wants two vans
# - `"window"`: the window is decorated for Easter
# - `"reply"`: a seller writes to Mr Ode why the hybrid suits his way to work
# - `"rivals"`: somebody notes what the four rivals charge
#
# Write them as a list, in any order: `["...", "..."]`.

# %% answer-1
### BEGIN SOLUTION
selling = ["bargain", "visit", "reply"]
### END SOLUTION

# %% check-1
sm.check("ex01-1", selling)

# %% [markdown] task-2
# ## 2 · A firm without adverts
#
# A dealer in the next town says: *"We do no marketing. We have no adverts."* Yet somebody there decides all this:
#
# - `"makes"`: which makes stand in the yard
# - `"prices"`: what stands on the price tags
# - `"discount"`: how much Mr Hall gets off, as he has asked
# - `"hours"`: that the yard is open on Saturdays, and that cars can be ordered by telephone
# - `"needs"`: what drivers in the town ask for, by looking through the registrations
# - `"closing"`: when Ms Bo signs
#
# Which four are marketing all the same (claim D02)?

# %% answer-2
### BEGIN SOLUTION
mix = ["makes", "prices", "hours", "needs"]
### END SOLUTION

# %% check-2
sm.check("ex01-2", mix)

# %% [markdown] own-year
# ## Your own year
#
# From here on the numbers are yours: `my_run` runs a firm with your own luck, and nobody else in the room has the same.
# `table` holds what each kind of contact cost and brought. You get a number by its row and its column, such as
# `table.loc["a talk", "people"]`.

# %% run-own
dealer = sm.company("car_dealer")
run = sm.my_run(dealer)
table = sm.journeys.contacts(run)
sm.show(table)

# %% [markdown] task-3
# ## 3 · Cheap and rarely, dear and often
#
# What do noticed adverts cost for each sale that is credited to them? (Claim D05; `cost` is what all of them cost,
# `sales` how many sales are credited to them.) An answer within €1 is right.

# %% answer-3
### BEGIN SOLUTION
advert_cost_a_sale = table.loc["a noticed advert", "cost"] / table.loc["a noticed advert", "sales"]
### END SOLUTION

# %% check-3
sm.check("ex01-3", advert_cost_a_sale)

# %% [markdown] task-4
# ## 4 · Hours for a car
#
# Now the films of claim D07, planned by both desks, in your own year. The table puts the sellers' hours with buyers and
# the new customers of both years side by side.

# %% run-films
films = {"marketing": {"effort": {"content": 1200}}, "agreement": {"content_plan": 1}}
filmed = sm.my_run(dealer.change(plan=films))
years = sm.metrics.totals({"today": run, "films": filmed})[["new_customers", "profit"]]
years["hours"] = [each.weekly["hours_worked"].sum() for each in (run, filmed)]
today, with_films = years.loc["today"], years.loc["films"]
sm.show(years)

# %% [markdown] question-4
# How many hours **fewer** does one new customer take with the films than today? Two decimals are enough.
# `today["hours"]` and `with_films["new_customers"]` are two of the four numbers that you need.

# %% answer-4
### BEGIN SOLUTION
saved = today["hours"] / today["new_customers"] - with_films["hours"] / with_films["new_customers"]
### END SOLUTION

# %% check-4
sm.check("ex01-4", saved)

# %% [markdown] task-5
# ## 5 · Decide: whose is the relationship?
#
# Claim D06, from the other end: not who wins customers back, but who spoils the bond. Two years of your own firm,
# today and under two temptations. Ingrid could **promise more** than an average firm delivers. Viktor's people could
# **push harder** for a yes.

# %% run-bonds
promise = dealer.change(plan={"marketing": {"promise": 1.2}})
push = dealer.change(plan={"sales": {"pressure": 0.8}})
firms = {"today": dealer, "adverts promise more": promise, "sellers push harder": push}
runs = {name: sm.my_run(firm, months=24) for name, firm in firms.items()}
bonds = sm.bonds(runs)
bonds["new_customers"] = sm.metrics.totals(runs)["new_customers"]
sm.show(bonds)

# %% [markdown] question-5
# Which of the two temptations makes **more customers leave** in your two years?
# Answer `"adverts promise more"` or `"sellers push harder"`.

# %% answer-5
### BEGIN SOLUTION
spoils = "sellers push harder"
### END SOLUTION

# %% check-5
sm.check("ex01-5", spoils)

# %% [markdown] reasons-5
# Now argue, in four to six sentences. The owner will give the file of regular customers to **one** desk. First make the
# best case for marketing, then the best case for sales, each with a number from your table. Then decide. Which
# number would have changed your mind? (Is *more left* fair, if one of them also won more customers who could leave?)
#
# (Double-click this box to write, Shift + Enter when you are done.)
#
# ### BEGIN SOLUTION
# For marketing: what the adverts promise decides how satisfied people are, before any seller says a word. A bold promise
# takes satisfaction from 0.53 to 0.48, and so does hard selling: no difference, so the bond begins on Ingrid's desk.
# For sales: pushing makes the most customers leave (874, today 806), so the bond hangs on how Viktor's people behave,
# and only they know the names. I give the file to sales, but both have to agree on the promise. My table is not fair to
# Viktor in one point: pushing also wins a third more new customers, and who has more customers can lose more of them. If
# a bold promise had cost clearly more satisfaction than pushing, I would have given the file to marketing.
# ### END SOLUTION

# %% [markdown] task-6
# ## 6 · In whose shoes?
#
# Choose one of four people (claim D08): the owner of a firm who divides the money, a student who looks for a first job,
# a founder who hires the first person, a buyer who wants to notice what is being tried. Write half a page: a real
# situation of this person, what goes wrong if the two words are taken for one, and what the ten respects of your table
# (`sm.two_desks_table()`) change.
#
# | | 0 | 1 | 2 |
# |---|---|---|---|
# | situation | none | a general one | a real one, with a decision in it |
# | the mix-up | not said | said | said, with what it costs and whom |
# | the table | not used | one respect used | three respects used, each with its reason |
# | the other side | not seen | named | named, with what that desk would answer |
#
# (Double-click this box to write.)
#
# ### BEGIN SOLUTION
# *One answer of many.* My cousin opened a workshop for bicycles and hired "somebody for marketing and sales". She posts
# pictures each day and is good at it; but forty people have asked for an offer, and nobody has rung them. The mix-up
# costs him those forty: they had the interest, what was missing was a talk. In the table I looked at *interaction* (he
# needed one to one, he hired one to many), *metrics* (he counts followers; signed orders would have shown it in a week)
# and *time frame* (her work pays next year, the rent is due this month). She would answer that without her pictures
# nobody would have asked. She is right, and so the first thing to buy is not another person but two hours a day on the
# telephone.
# ### END SOLUTION

# %% [markdown] end
# ## Done
#
# Run `sm.progress()` to see what you have finished. Back to [lesson 01](../notebooks/01_two_functions.ipynb) or
# to the [overview](../index.ipynb).
