# %% [markdown] title
# # 02 · Who owns the customer, and when?
#
# *40 minutes here, 30 for the worksheet. You need: [lesson 00](00_start_here.ipynb).*
#
# When you are done you can
#
# - **name** the stages from stranger to advocate, and the desk that works each of them
# - **find** the stage that holds a company back
# - **predict** what one change does to sales and to profit, and check it
# - **explain** why the journey is a loop and not a funnel

# %% import
import salesmark as sm

# %% [markdown] story
# ## A new television, and two opinions
#
# Brightline sells electronics: two shops, one website, 20,000 people within reach.
# A new television arrives.
#
# Maya runs marketing. *"Ten thousand people will have seen it by June."*
#
# Sam runs the advisers on the shop floor. *"Seeing is nice. Who walks in?"*
#
# Both are right. They look at the same people at different moments.

# %% [markdown] stages
# ## The journey, stage by stage
#
# | stage | the person thinks | who works here | where they meet Brightline | how they leave |
# |---|---|---|---|---|
# | unaware | *never heard of it* | marketing | leaflet, post, a friend | – |
# | aware | *I know that shop* | marketing | leaflet, post, search | forgets |
# | interested | *I might need one* | marketing | website, test report, e-mail | goes cold |
# | considering | *I want to ask somebody* | **the hand-off** | enquiry, waiting list | nobody calls |
# | intending | *show me two models* | sales | adviser, offer | says no |
# | customer | *I bought it here* | both | delivery, help desk | drifts away |
# | retained | *I came back* | both | e-mail, shop | drifts away |
# | advocate | *go there, ask for Sam* | both | a talk over the fence | drifts away |
#
# A person in *interested* is called a **lead**. In *considering*, marketing thinks that the lead is ready to talk.
# In *intending*, a seller has agreed. The step between these two is the **hand-off**.
#
# > **Claim J01** · Every stage from awareness to advocacy has an owner, places to meet, and an exit rate.

# %% [markdown] predict-aware
# ## Predict first
#
# Take 100 people who hear of Brightline for the first time.
# How many of them will have bought there before the year is over?

# %% ask-aware tags=["nbval-ignore-output"]
question = "Of 100 people who become aware, buyers within the year"
sm.predict("02-1", question, low=0, high=100, unit="people")

# %% [markdown] run-intro
# Now let a year pass. The two lines below fetch the company and run it for twelve months.
# `seed=2` fixes the dice: you get the same year as everybody else.

# %% run-year
shop = sm.company("electronics_retailer")
run = sm.simulate(shop, months=12, seed=2)

# %% show-funnel
sm.show(sm.charts.funnel(run))

# %% compare-aware
buyers = 100 * sm.metrics.conversion(run, "aware", "customer")
sm.predicted("02-1", round(buyers), unit="people", near=1)

# %% [markdown] explain-aware
# ### What happened?
#
# Most people leave early, and quietly. Nobody complains about a leaflet they forgot.
# The losses near the end are few and loud: Sam remembers each of them.
# So each desk believes that the trouble is on the other side of the gate.

# %% [markdown] who-moves
# ## Who moves people along?
#
# The simulation writes down what moved each person: a channel, a friend, a need of their own, or a seller.
# Look at each step. Whose work is it?

# %% show-movers
sm.show(sm.charts.movers(run))

# %% [markdown] explain-movers
# Marketing speaks to many, early. Sales speaks to one, late.
# And on both sides some people move without either: a set breaks, a neighbour talks.
#
# > **Claim J02** · Marketing works the early stages and sales the late ones; the hand-off sits between.
# > *Label: built in. We gave each desk its stages. What you can learn here is how much else moves people.*

# %% [markdown] predict-loud
# ## Maya's plan: twice the advertising
#
# Maya asks for twice the budget in every channel. Sam's three advisers stay three.
#
# Sales are the televisions sold to new customers. By how many percent will they grow?

# %% ask-loud tags=["nbval-ignore-output"]
question = "Twice the advertising: new customers grow by"
sm.predict("02-2", question, low=-50, high=150, unit="%")

# %% run-loud
twice = {"search": 1400, "social": 1000, "leaflets": 1000, "email": 300}
loud = shop.change(plan={"marketing": {"budget": twice}})
loud_run = sm.simulate(loud, months=12, seed=2)

# %% compare-loud-table
years = sm.metrics.totals({"today": run, "twice the advertising": loud_run})
sm.show(years)

# %% compare-loud
before, after = years["new_customers"]
growth = 100 * (after / before - 1)
sm.predicted("02-2", round(growth), unit="%", near=5)

# %% [markdown] explain-loud
# ### Where did they go?
#
# Leads grew by far more than sales. The others waited at the gate for an adviser with a free hour,
# and people who wait go cold. The profit fell: much of Maya's money bought a longer queue.
#
# > **Claim J04** · The campaign creates enquiries; the staff turn them into sales with advice and offers.

# %% [markdown] play
# ## Play: the journey board
#
# Each dot stands for 50 people. Round dots are with marketing, square ones with sales, diamonds are customers.
# Press **Play**, or use your keyboard: space plays, the arrow keys step a week.
#
# 1. Let *today* run. Where do the dots pile up? In which weeks do people wait longest at the gate?
# 2. Change to *twice the advertising*. Which piles grow? What happens to the waiting time?
# 3. Change to *one more adviser*. Fewer people hear of the shop than in question 2. Who sells more per lead?

# %% run-staff
staff = shop.change(plan={"sales": {"people": {"adviser": 4}}})
staff_run = sm.simulate(staff, months=12, seed=2)

# %% board tags=["nbval-ignore-output"]
runs = {"today": run, "twice the advertising": loud_run, "one more adviser": staff_run}
sm.widgets.journey_board(runs)

# %% show-journey
sm.show(sm.charts.journey(loud_run, week=48))

# %% [markdown] weakest
# ## The weakest stage
#
# Three changes, one at a time, and then two together. The same 20,000 people meet all of them, with the same luck.
# Read down the columns: more leads, more new customers and more profit are three different things.

# %% run-four
both = loud.change(plan={"sales": {"people": {"adviser": 4}}})
both_run = sm.simulate(both, months=12, seed=2)
sm.show(sm.metrics.totals(runs | {"both": both_run}))

# %% [markdown] explain-weakest
# Alone, advertising runs into the gate. Alone, the adviser runs out of leads. Together they sell more than
# both gains added up. That is what *weakest stage* means: not the stage with the lowest percentage,
# but the one where a little more changes the end.
#
# And the profit? At these prices neither change pays for itself within the year. More sales is not more money.
#
# > **Claim J03** · A cold contact must move smoothly to a closed sale: the weakest stage limits the outcome.
# > *Label: emerges. Nobody told the model to punish advertising; the queue did. One seed is one year,
# > so run the cell above with other seeds before you believe it.*

# %% [markdown] loop
# ## The loop
#
# Happy customers talk. In a simulation we can do what no firm can: switch the talking off.
# Same people, same luck, no word of mouth.

# %% ask-loop tags=["nbval-ignore-output"]
question = "Of the year's sales, how many percent are owed to word of mouth?"
sm.predict("02-3", question, low=0, high=100, unit="%")

# %% run-silent
silent = shop.change(market={"imitation": 0})
silent_run = sm.simulate(silent, months=12, seed=2)
year_one = sm.metrics.totals({"people talk": run, "nobody talks": silent_run})
sm.show(year_one)

# %% compare-loop
talk, silence = year_one["new_customers"]
owed = 100 * (1 - silence / talk)
sm.predicted("02-3", round(owed), unit="%", near=2)

# %% [markdown] loop-long
# Not much? Give it time. The same comparison over three years:

# %% run-loop-long
long_run = sm.simulate(shop, months=36, seed=2)
long_silent_run = sm.simulate(silent, months=36, seed=2)
sm.show(sm.metrics.totals({"people talk": long_run, "nobody talks": long_silent_run}))

# %% [markdown] explain-loop
# A recommendation made today becomes a stranger who knows your name, later a lead, later a sale, and later perhaps
# somebody who recommends. So the loop pays late. Whoever looks at one quarter does not see it.
#
# > **Claim J05** · Loyal customers feed the top again by word of mouth, so the funnel is a loop.
# > *Label: built in (customers talk; how often is our assumption). The growth over the years follows from it.*

# %% [markdown] personas
# ## Three people, three ways in
#
# - **Nadia**, 38, two children. Wants a set that lasts and somebody who explains it.
# - **Leo**, 24, plays online. Reads every test, knows every price, buys at night.
# - **Irma**, 67, new flat. Buys where somebody takes the time, and tells her friends.
#
# Each stands for a **segment**: people with like needs. A described member like Nadia is a **persona**.
# Before you look: through which channel does each of them come in?

# %% show-sources
sm.show(sm.charts.sources(run))

# %% [markdown] leave-intro
# And at the hand-off? The table says what share of those who wanted to talk was taken on, sent back or lost.

# %% show-hand-off
sm.show(sm.journeys.hand_off(run))

# %% [markdown] explain-sources
# A leaflet reaches Irma and misses Leo. Cut the leaflets because "nobody reads paper", and you lose a segment
# that no click report ever showed you. Leo comes quickly and is sent back most often: he asked for something
# that Brightline does not stock. Each of the three needs another remedy.
#
# > **Claim J07** · Segments enter by different channels, need different content, and leave at different stages.
# > *Label: built in. Which channel reaches whom, and whom the offer fits, are our assumptions.*

# %% [markdown] other-chair
# ## In the other chair
#
# - *You are Maya, with Sam's numbers.* He says: "your leads are cold." What would you ask about waiting time?
# - *You are Sam, with Maya's numbers.* Which of them would have warned you of the busy weeks in November?
# - *Both.* Who owns a person in *considering*? Write down one sentence that both of you would sign.

# %% [markdown] wild
# ## In the wild
#
# | what was measured | figure | source | how far to trust it |
# |---|---|---|---|
# | leads that became opportunities | 13 %, after 84 days on average | Implisit, 2014 | medium: one vendor's clients, business customers |
# | opportunities that became deals | 6 % | the same | medium |
# | firms that contacted a web lead within an hour | 37 % of 2,241 | Oldroyd, McElheran, Elkington, *Harvard Business Review*, 2011 | high |
# | firms that never did | 23 % of 2,241 | the same | high |
#
# Brightline's own numbers are higher: a television is no software contract. Compare shapes, not sizes.

# %% quiz tags=["nbval-ignore-output"]
sm.quiz("02")

# %% [markdown] key-points
# ## Key points
#
# - The journey has stages. Marketing works the early ones, sales the late ones, both work the customers.
# - Most are lost early and quietly. That is normal, and cheap. Losses at the hand-off are dear: those people wanted to talk.
# - The weakest stage is where a little more changes the end. Test it, do not guess it from a percentage.
# - More leads, more sales and more profit are three different things.
# - Customers who talk make the funnel a loop, and the loop is slow.
#
# **New words:** stage, lead, hand-off, marketing-qualified lead, sales-qualified lead, bottleneck, segment, persona,
# word of mouth. Ask for any of them: `sm.glossary("hand-off")`.
#
# **Next:** [worksheet 02](../exercises/02_customer_journey.ipynb), or back to the [overview](../index.ipynb).
