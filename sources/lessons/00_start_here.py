# %% [markdown] title
# # 00 · Five lines of Python are enough
#
# *20 minutes. You need nothing: no Python, no mathematics beyond percentages.*
#
# When you are done you can
#
# - **run** a cell, and repair it when something goes wrong
# - **describe** the company that you will work with first
# - **change** one thing in it and **compare** two years
# - **hand in** an answer and read what the check says

# %% [markdown] how
# ## How this page works
#
# This page is a **notebook**: boxes of text, and boxes of code called **cells**.
# Click into the cell below. Hold **Shift** and press **Enter**. The cell runs, and you move to the next one.

# %% first-cell
print("It works.")

# %% [markdown] trouble
# A number in square brackets appears at its left. `[*]` means: still running.
#
# Three things to know when something looks wrong:
#
# - Cells build on each other. Run them from top to bottom.
# - You cannot break anything. *Kernel → Restart Kernel* in the menu begins afresh. (The **kernel** is the program that
#   runs your cells.)
# - The pages that you see are copies of your own. The course never overwrites one that you changed.
#
# For a cell of your own, press the **+** at the top of the page, and type your line into the new cell.
#
# You will see more code than you can read. That is fine: the text says which number matters.

# %% [markdown] import-intro
# ## Line 1: fetch the course
#
# This line stands at the top of every lesson. It gives the course the short name `sm`.

# %% import
import salesmark as sm

# %% [markdown] company-intro
# ## Line 2: meet a company
#
# Each company of the course is a small world: people who might buy, two teams, money.
# This one you will meet first.

# %% company
shop = sm.company("electronics_retailer")
sm.widgets.company_card(shop)

# %% [markdown] shelf-intro
# Brightline is not alone. These are the seven companies of the course. Most lessons work with one of them. Read two
# cards, and leave the rest for later.

# %% shelf
sm.widgets.company_cards()

# %% [markdown] company-after
# Back to Brightline. **Maya** speaks to many people at once: that is **marketing**. **Sam** and his advisers speak to
# one buyer at a time: that is **sales**. The course calls the two teams the two **desks**. At the **hand-off**, Maya's
# desk passes a **lead**, somebody who has shown interest, to Sam's.

# %% [markdown] predict-intro
# ## Predict before you run
#
# In this course you say what you expect **before** you see it. Nobody marks it.
# Type a number and press **Commit** before you go on.
#
# Brightline takes about €520 for a typical basket. Twelve months lie ahead.
# Of every €100 that come in, how much is left as **profit** after goods, advertising, wages and rent?

# %% ask-profit tags=["nbval-ignore-output"]
question = "Of every €100 that come in, profit"
sm.predict("00-1", question, low=-50, high=50, unit="€")

# %% [markdown] simulate-intro
# ## Lines 3 and 4: let a year pass, and look
#
# `simulate` runs the company week by week. The **seed** is a number that fixes the dice:
# with the same seed, everybody gets the same year. What the picture calls **overhead** is rent and the like.

# %% simulate
run = sm.simulate(shop, months=12, seed=7)
sm.show(sm.charts.money(run))

# %% compare-profit
year = run.monthly.sum()
left = 100 * year["profit"] / year["revenue"]
sm.predicted("00-1", round(left), unit="€", near=1)

# %% [markdown] simulate-after
# Most of the money goes to the factory that made the television. What marketing and sales do with the rest decides
# whether there is a profit at all.

# %% [markdown] change-intro
# ## Line 5: change one thing
#
# `change` asks **"what if?"**. It gives you a new company; the old one stays as it is.
#
# Today the two desks have agreed: within three hours, the name of a lead who wants to talk is on an adviser's list.
# What if they agreed on half an hour? No money is spent.
#
# In the code, look only at the number 0.5.

# %% ask-quick tags=["nbval-ignore-output"]
question = "Half an hour instead of three: new customers in the year"
sm.predict("00-2", question, choices=["more", "not more"])

# %% change
quick = shop.change(plan={"agreement": {"first_contact_hours": 0.5}})
quick_run = sm.simulate(quick, months=12, seed=7)
years = sm.metrics.totals({"today": run, "quick call": quick_run})
sm.show(years)

# %% compare-quick
today, called = years["new_customers"]
sm.predicted("00-2", "more" if called > today else "not more")

# %% [markdown] change-after
# How to read the table: *first contacts* are leads to whom an adviser has spoken. *Hours waited* is how long they
# waited for that, on average. *Sellers busy* 0.80 means that talks fill 80 % of the advisers' hours.
#
# The same people met both shops, with the same luck. You changed one thing, and every other difference follows from it.
# Nearly as many talks end in 57 more sales, as people come to them sooner and have not cooled down.
#
# That is an **experiment**, and it is what this course has that a textbook has not.

# %% [markdown] think-wait
# **Stop and think.** (Aloud, or on paper; nobody collects it.) The list is six times as quick, but the wait falls from 9 hours to 8 only. What else does a lead
# wait for?

# %% [markdown] check-intro
# ## Hand in an answer
#
# In worksheets you replace the blank `____` behind the `=` by your answer. Then you run that cell **and** the check
# below it.
#
# Try it here: how many more new customers did the quick call bring? Take it from the column *new customers*.
# If it were ten, you would write `answer = 10`.

# %% blank
from salesmark import ____  # leave this line as it is

answer = ____

# %% check
sm.check("ex00-1", answer)

# %% [markdown] check-after
# A check says one of four things: *not attempted yet*, *right*, *not yet* (with what it suspects), or
# *could not be checked* (with the reason). Wrong answers cost nothing.
# Stuck? `sm.hint("ex00-1")`, in a cell of your own, gives a hint, step by step.
#
# Numbers stand alone: `10`, `0.25`. Words need quotation marks: `"more"`. Red text that begins with *SyntaxError* or
# *NameError* usually means a missing quotation mark, a missing bracket, or a cell further up that was not run.

# %% quiz tags=["nbval-ignore-output"]
sm.quiz("00")

# %% [markdown] key-points
# ## Key points
#
# - **Shift + Enter** runs a cell. From top to bottom.
# - Five lines do everything: `import`, `company`, `simulate`, `show`, `change`.
# - Predict, run, compare, explain, play: in this order, in every lesson.
# - A **seed** fixes the dice, so that two years differ only by what you changed.
#
# **New words:** notebook, cell, kernel, marketing, sales, desk, lead, hand-off, first contact, profit, overhead, seed,
# simulation, experiment. Ask for one in a cell of your own: `sm.glossary("seed")`.
#
# **Next:** [lesson 01, two functions, two desks](01_two_functions.ipynb), or the [overview](../index.ipynb).
