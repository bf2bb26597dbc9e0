# %% [markdown] title
# # Worksheet 03 · Who does the work, and with what skills and tools?
#
# *30 minutes. You need: [lesson 03](../notebooks/03_teams_and_roles.ipynb).*
#
# Six tasks: five are checked at once, the sixth is a short essay. Replace the blank `____` behind each `=` by your
# answer, run that cell, and run the check below it. A wrong answer costs nothing.
#
# For a hint, add a cell with the **+** at the top of the page and run `sm.hint("ex03-1")` in it; ask again for the
# next one.
#
# Tasks 3 and 4 can be answered by a line of code **or** with a pocket calculator from the table: both count the same.

# %% import
import salesmark as sm
from salesmark import ____  # leave this line as it is

# %% [markdown] task-1
# ## 1 · Three adverts
#
# The titles were torn off. Which jobs of lesson 03 are they?
#
# - **A** · *"By nine you have the numbers of those who wrote last night. You ring them, ask two questions, and know
#   whether there is something in it. If so, a colleague takes over. Most say no; you dial again."*
# - **B** · *"Our reminders send themselves, our lists clean themselves, and hot names find their way to the colleagues
#   next door. You see to it that they do."*
# - **C** · *"Two hundred practices have their rooms cleaned by us. You know all of them. They stay, and they take the
#   windows, too."*
#
# Write the three titles in the order A, B, C: `["...", "...", "..."]`.

# %% answer-1
### BEGIN SOLUTION
titles = ["sales development representative", "marketing operations specialist", "account manager"]
### END SOLUTION

# %% check-1
sm.check("ex03-1", titles)

# %% [markdown] task-2
# ## 2 · A large town, and four people
#
# Sparrow works in a town of 12,000 homes and offices, with one promoter and three estimators. Here is its year.
# (*people* are the homes and offices of the town. Throughout this worksheet everybody is of average talent, so that luck
# with people decides nothing.)

# %% case
average = sm.company("cleaning_service").change(selling={"talent": 0})
team = {"promoter": 1, "estimator": 3}
case = sm.teams.by_volume(average, {"today": team}, towns=[12_000], months=12, seed=11)
sm.show(case.round(2).set_index("team"))

# %% [markdown] question-2
# Which one of these brings the most new customers? (Whoever comes knows the job.)
#
# - `"one more promoter"`
# - `"one more estimator"`
# - `"twice the advertising"`

# %% answer-2
### BEGIN SOLUTION
change = "one more promoter"
### END SOLUTION

# %% check-2
sm.check("ex03-2", change)

# %% [markdown] own-year
# ## Your own year
#
# From here on the numbers are yours: your seed gives your luck. The town has 6,000 homes and offices.
# `year` holds the totals of two specialists, `alone` those of one all-rounder; `year["profit"]` is one of them.

# %% run-own
town = average.in_town(6_000)
two = sm.my_run(town.with_team(promoter=1, estimator=1))
one = sm.my_run(town.with_team(all_rounder=1))
totals = sm.metrics.totals({"two specialists": two, "one all-rounder": one})
year, alone = totals.loc["two specialists"], totals.loc["one all-rounder"]
sm.show(totals)

# %% [markdown] task-3
# ## 3 · What a new customer costs in wages
#
# The promoter gets €180 a week for ten hours, the estimator €680 for a full week, 52 weeks a year. What do the two cost
# in wages for each new customer of your year? Two decimals are enough.

# %% answer-3
### BEGIN SOLUTION
wages = 52 * (180 + 680) / year["new_customers"]
### END SOLUTION

# %% check-3
sm.check("ex03-3", wages)

# %% [markdown] task-4
# ## 4 · Do two earn more than one?
#
# By how much is the specialists' profit of your year larger than the all-rounder's? (Below 0 if it is smaller.)

# %% answer-4
### BEGIN SOLUTION
more = year["profit"] - alone["profit"]
### END SOLUTION

# %% check-4
sm.check("ex03-4", more)

# %% [markdown] task-5
# ## 5 · Decide
#
# Sparrow in a town of 10,000, with two promoters. Emil alone sells, and leads wait a day. Whom do you hire in January:
# nobody, one estimator, or two? All who come are newcomers. Two years under each decision.
# You need not read the code.

# %% hire-year
waiting = average.in_town(10_000).with_team(promoter=2, estimator=1)
runs = {}
for name, people in {"nobody": 1, "one estimator": 2, "two estimators": 3}.items():
    firm = waiting.change(plan={"sales": {"people": {"estimator": people}}})
    runs[name] = sm.my_run(firm, months=24)
sm.show(sm.tables.sums(runs, "profit"), "Profit, €")
sm.show(sm.metrics.totals(runs), "Both years together")

# %% [markdown] question-5
# The bank looks at one thing: the **profit of the first year**. Whom do you hire: `"nobody"`, `"one estimator"` or
# `"two estimators"`?

# %% answer-5
### BEGIN SOLUTION
decision = "nobody"
### END SOLUTION

# %% check-5
sm.check("ex03-5", decision)

# %% [markdown] reasons-5
# Now argue against the bank, or for it, in three to five sentences: What do the two years say? What do buyers who
# wait notice? When would you have had to hire for the spring?
#
# (Double-click this box to write, Shift + Enter when you are done.)
#
# ### BEGIN SOLUTION
# In the first year nobody is cheapest: a newcomer costs €4,000 to find and €680 a week, learns for twelve weeks, and
# whom she wins pays visit by visit over years. Over two years the gap to one estimator is small or gone, and it goes on
# closing, because the customers stay. Buyers notice her at once: they wait half as long. I would hire one, and show the
# bank the second year; for the spring she should have come in autumn. Two are too many in any case: their hours stay
# idle. I would change my mind if the town shrank, or if the bank could not wait.
# ### END SOLUTION

# %% [markdown] task-6
# ## 6 · Two jobs for you, and one that is not
#
# Run the compass below, or take the two tables of jobs of lesson 03. Write half a page: two jobs that might suit you,
# one that would not, and what you would ask somebody who has one of them.
#
# | | 0 | 1 | 2 |
# |---|---|---|---|
# | reasons | none | for each job one interest or strength | with something that you did that shows it |
# | what the job is | only its title | what one does in it | a normal day, with a tool or two |
# | against it | nothing | one thing that would be hard for you | and how you could find out, or learn it |
# | question | none | one that a search would answer | one that only somebody in the job can answer |

# %% compass tags=["nbval-ignore-output"]
sm.widgets.career_compass()

# %% [markdown] essay-6
# (Double-click this box to write.)
#
# ### BEGIN SOLUTION
# *One answer of many.* Marketing analyst: I like figures, and in the school paper I was the one who counted which pages
# were read. A day would be a question in the morning, a query in the database, and a chart that somebody understands.
# Hard for me: saying that a colleague's campaign did nothing. I could practise that with a small one of my own. Account
# manager: I helped two neighbours with their taxes for three years; I like to know people for long. The day would be
# visits, and writing down in the shared list what was promised. Not for me is the sales development representative: a
# no spoils my afternoon, and there would be forty. I would ask an analyst: when did your numbers last change what
# anybody did?
# ### END SOLUTION

# %% [markdown] end
# ## Done
#
# Run `sm.progress()` to see what you have finished. Back to [lesson 03](../notebooks/03_teams_and_roles.ipynb) or to
# the [overview](../index.ipynb).
