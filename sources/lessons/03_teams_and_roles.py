# %% [markdown] title
# # 03 · Who does the work, and with what skills and tools?
#
# *45 minutes here, 30 for the worksheet. You need: [lesson 02](02_customer_journey.ipynb).*
#
# When you are done you can
#
# - **name** the jobs at the two desks, and the skills and tools of each
# - **compare** one person who does everything with two specialists, and find the size from which specialists pay
# - **find** what limits a team: hands for marketing, or hours for buyers
# - **predict** when somebody newly hired begins to pay
# - **choose** jobs that might suit you, and give reasons

# %% import
import salesmark as sm

# %% [markdown] story
# ## Two founders and one salary
#
# Sparrow cleans homes and small offices, in a town with 5,000 of them. Rosa does the marketing, ten hours a week: she
# is the **promoter**. Emil is the **estimator**: he calls back, walks through the rooms and names a price.
#
# Rosa: *"In a smaller town we could not both live from this. One of us would have to do it all."*
#
# Emil: *"One person who advertises, sells and writes the bills? Half of it would lie around."*
#
# Who is right? And does the answer depend on the town?

# %% [markdown] jobs-marketing-intro
# ## Many jobs, two desks
#
# Large firms cut the work into many jobs. First the marketing desk. Read only the column *you ...*, and guess which
# *skills* each job takes. Then look.

# %% jobs-marketing
sm.show(sm.jobs("marketing"))

# %% [markdown] jobs-sales-intro
# Rosa is all nine of them, in ten hours a week. Some words that you will meet in adverts for jobs: the search
# specialist's work is called *SEO*, page tests are *conversion-rate optimisation*, and **automation** is software that
# writes to people and sorts lists by itself.
#
# > **Claim R01** · Marketing is many jobs, from research and the brand to figures and keeping the machinery going.
# > *Label: practised. You do it in the worksheet.*
#
# Now the sales desk. A **forecast** says what will be sold by when. *Customer success* is another name for what an
# account manager does at firms that sell contracts.

# %% jobs-sales
sm.show(sm.jobs("sales"))

# %% [markdown] jobs-claims
# ### What is alike, and what is not?
#
# One tool stands on both desks: the shared customer list, or **CRM** (*customer relationship management*).
#
# > **Claim R02** · Sales is several jobs: one finds and sorts leads, one closes, one looks after those who bought,
# > one leads the others.
# >
# > **Claim R03** · Marketers need ideas, a plan and a head for figures; sellers explain, bargain, solve problems, and
# > try again after a no.
# >
# > **Claim R04** · Marketing's tools measure, get the firm found and write to many; sales' tools call, meet and show.
# > The customer list is for both.
# >
# > *Label of all three: practised. You do it in the next box, the quiz and the worksheet.*

# %% [markdown] think-desks
# **Stop and think.** Cover the first column of both tables. From skills and tools alone: which jobs are marketing's,
# which are sales'? You will miss a few. The analyst and the sales manager, for example, both live by numbers.

# %% [markdown] predict-size
# ## Predict first
#
# Now one of them does it alone. An **all-rounder** costs €680 a week, as Emil does; Rosa's €180 are saved. But changing
# between two jobs costs time and practice: 17 hours for buyers instead of 22, fewer adverts looked after, talks led a
# little worse. (All of that is our assumption.)
#
# Picture towns from 1,000 to 7,000 homes and offices, each with as much advertising for each of them as today.
# From which size on do **two specialists** earn more in two years than one all-rounder?

# %% ask-size tags=["nbval-ignore-output"]
question = "Size of town from which two specialists earn more"
sm.predict("03-1", question, low=1000, high=7000, unit="homes and offices")

# %% [markdown] run-intro
# Both teams work in four towns, two years each, with the same people and the same luck (seed 3).
# Nobody is more gifted than others in the same job, so that luck in hiring decides nothing.

# %% run-teams
sparrow = sm.company("cleaning_service")
teams = {"one all-rounder": {"all_rounder": 1}}
teams |= {"two specialists": {"promoter": 1, "estimator": 1}}
table = sm.teams.by_volume(sparrow, teams, seed=3)
sm.show(table.round(2).set_index("team"))

# %% [markdown] read-table
# Five columns want a word.
#
# - **people**: homes and offices in the town.
# - **wages**: of one year. All other columns are about the two years.
# - **busy**: share of their hours for buyers that sellers spend with them.
# - **waited**: hours until a lead is called.
# - **run well**: share of the marketing money that somebody has the time to look after. At 0.71, 29 of 100 euros are
#   spent for nothing.

# %% compare-size
gap = sm.teams.beyond(table)["two specialists"]
size = sm.teams.crossover(gap)
sm.predicted("03-1", round(size, -2), unit="homes and offices", near=500)

# %% show-profit
sm.show(sm.charts.by_volume(table))

# %% [markdown] explain-size
# ### What happened?
#
# In a small town there is little for the second wage to do: sellers are busy one hour in eight. As the town grows,
# more leads come, and each talk that is led better is worth money.
#
# > **Claim R05** · A small firm does better with people who do both jobs; beyond some volume, one with a specialist for
# > each does better. *Label: emerges. That an all-rounder does each job a little less well is put in. That the order
# > turns at some size is not.*

# %% [markdown] fails
# ### Where the claim fails
#
# Rosa works ten hours a week for €180, so the second specialist is cheap. What if those ten hours can only be had for a
# full wage of €680? That changes nothing but the cost, so no new run is needed: €500 more in each of 104 weeks.

# %% show-dear
ten_hours = gap.astype(int).to_frame("promoter_at_180")
dear = ten_hours.assign(promoter_at_680=ten_hours["promoter_at_180"] - 500 * 104)
sm.show(dear, "Profit of two specialists beyond that of one all-rounder, in two years, €")

# %% [markdown] explain-fails
# Now one all-rounder does better in all four towns. So "specialists are better" is no law. The verdict on claim R05: it
# **depends on a promoter who can be had for ten hours a week**. Agencies and freelancers live from that.
#
# One seed is one luck. `sm.claims["R05"].test()` in a cell of your own repeats the comparison with other seeds, over a
# single year (it takes some seconds).

# %% [markdown] think-wage
# **Stop and think.** At the full wage, two specialists earn much less than one all-rounder in the small town, and a
# little less in the large one. Why?

# %% [markdown] play
# ## Play: the team builder
#
# Build a team and choose a town. The dotted line is one all-rounder, the dashed one two specialists, the solid one is
# yours. (At first your team is two specialists: the solid line covers the dashed one.)
#
# Below the picture it says what limits your team.
#
# 1. Town of 7,000. What limits the two specialists? Add a promoter. Then take that one away and add an estimator.
#    Which of the two earns its wage?
# 2. Only one all-rounder. Train them: odds of a yes up to 1, as with the estimator. From which size on do two
#    specialists still earn more?
# 3. Back to today's team. Is a shared customer list that everybody uses worth more than one more person? It asks for no
#    wage; what does it ask for?

# %% lab tags=["nbval-ignore-output"]
sm.widgets.team_builder(sparrow, table)

# %% [markdown] static-intro
# The same two teams again, counted in new customers: now specialists are ahead everywhere. Who counts customers hires
# sooner than who counts money.

# %% show-customers
sm.show(sm.charts.by_volume(table, town=5000, what="new_customers"))

# %% [markdown] hire-intro
# ## Hiring takes time
#
# Sparrow in a town of 10,000: two promoters, and Emil alone with all the buyers. He is busy, and leads wait a day.
# In January a second estimator comes. Finding her costs €4,000. She learns for twelve weeks, and begins with a third of
# Emil's work: that is the **ramp**.
#
# Which is the first month in which Sparrow earns more than it would have without her? (1 is January, 13 the January
# after.)

# %% ask-hire tags=["nbval-ignore-output"]
question = "First month in which hiring pays (1 is January)"
sm.predict("03-2", question, low=1, high=24)

# %% run-hire
large = sparrow.in_town(10_000)
waiting = large.with_team(promoter=2, estimator=1)
hired = waiting.change(plan={"sales": {"people": {"estimator": 2}}})
two_years = {"nobody hired": sm.simulate(waiting, months=24, seed=3)}
two_years["hired in January"] = sm.simulate(hired, months=24, seed=3)
sm.show(sm.metrics.totals(two_years))

# %% [markdown] hire-quarters
# Over the two years, leads wait less than half as long, and 455 more of them are called. And the money? You need not
# read the next cell. It takes the profit without her from the profit with her, quarter by quarter.

# %% show-hire
profit = {name: run.monthly["profit"] for name, run in two_years.items()}
extra = profit["hired in January"] - profit["nobody hired"]
quarters = extra.groupby(extra.index // 3 + 1).sum().rename_axis("quarter")
gain = quarters.round().to_frame("more_profit")
sm.show(gain.assign(so_far=quarters.cumsum().round()), "Profit with her, less that without her, €")

# %% compare-hire
month = int((extra > 0).idxmax()) + 1
sm.predicted("03-2", month, near=2)

# %% [markdown] explain-hire
# ### Why so late?
#
# The ramp is over in March. But a customer won in April pays visit by visit, over years. So her wage and the cost of
# finding her come first. The first month in which she pays is one thing; only in the sixth quarter has she paid back
# all that she cost until then.
#
# > **Claim R06** · Newcomers are paid for months before they earn it; able ones, taken on before the season, sell more.
# > *Label: built in. We put the ramp in; that it is the smaller part of the wait may surprise you.*

# %% [markdown] think-hire
# **Stop and think.** The bank looks at the first four quarters only. Which figure makes it say no, and what do you answer?

# %% [markdown] compass-intro
# ## Play: the career compass
#
# Ten things that people like and do well. Move what is true of you up, the rest down: 0 is *not me at all*, 4 is *very
# much me*. The compass names jobs, **and says why**. It is no test: what each job asks for is our choice.
#
# 1. Which job comes first for you, and which of your answers brought it there?
# 2. Change one answer by two steps. Does the desk change?
# 3. Pick a job that you would have ruled out, and move answers until it is among the first three. What speaks against
#    it, in the compass's words and in yours?

# %% compass tags=["nbval-ignore-output"]
sm.widgets.career_compass()

# %% [markdown] compass-static
# Emil's answers: he likes strangers, bargaining and trying again, and hates figures and software.

# %% show-emil
emil = sm.widgets.career_compass()
emil.set(strangers=4, bargains=4, patience=4, figures=0, technology=0)
sm.show(emil.ax)

# %% [markdown] compass-claim
# > **Claim R07** · What somebody likes and does well points to some jobs rather than to others, and the reasons can be
# > named. *Label: practised. Distrust whoever gives you a job without a reason.*

# %% [markdown] other-chair
# ## In the other chair
#
# - *You are Rosa.* Emil wants a second estimator. Which two numbers do you ask him for?
# - *You are Emil.* Rosa wants more hours. What would show you that marketing is short of hands, not of money?
# - *Both.* Sparrow moves to a town of 2,000. Which one of you keeps the job, and what must that person learn?

# %% [markdown] wild
# ## In real firms
#
# | what was seen | figure | source | how far to trust it |
# |---|---|---|---|
# | pins made in a day by ten people who share the steps | 48,000 | Adam Smith, *The Wealth of Nations*, 1776, book I, chapter 1 | medium: he saw one small workshop |
# | pins that one of them could make alone | "not twenty" | the same | low: a guess |
# | part of the week in which sellers sell | 28 % | Salesforce, *State of Sales*, 2022 | low to medium: a survey by a firm that sells software to sellers |
#
# Smith also wrote, two chapters on, that the division of labour is limited by the extent of the market: in a small place
# nobody can live from one trade alone. That is claim R05, 250 years early.

# %% quiz tags=["nbval-ignore-output"]
sm.quiz("03")

# %% [markdown] key-points
# ## Key points
#
# - Marketing and sales are many jobs with skills and tools of their own, and one customer list for both.
# - In a small market one person for both desks earns more; beyond some size, specialists do. Where it turns depends on
#   wages, on how much worse the all-rounder is, and on how long you look.
# - Ask what limits a team before you hire: hands for marketing, or hours for buyers.
# - Newcomers cost first. Most of the wait is not the ramp: customers pay later.
# - A job should suit you for reasons that you can name.
#
# **New words:** promoter, estimator, all-rounder, specialist, account executive, account manager, sales development
# representative, CRM, automation, forecast, ramp. Ask for any of them: `sm.glossary("ramp")`.
#
# **Next:** [worksheet 03](../exercises/03_teams_and_roles.ipynb), or back to the [overview](../index.ipynb).
