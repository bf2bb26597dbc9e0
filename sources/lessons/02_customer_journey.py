# %% [markdown] title
# # 02 · Who owns the customer, and when?
#
# *45 minutes here, 30 for the worksheet. You need: [lesson 00](00_start_here.ipynb).*
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
# | stage | the person thinks | who works here | where they meet Brightline | how they drop out |
# |---|---|---|---|---|
# | unaware | *never heard of it* | marketing | leaflet, post, a friend | – |
# | aware | *I know that shop* | marketing | leaflet, post, search | forgets |
# | interested | *I might need one* | marketing | website, test report, e-mail | goes cold |
# | considering | *I want to ask somebody* | **the hand-off** | enquiry, waiting list | says no, is sent back, or nobody calls |
# | intending | *show me two models* | sales | adviser, offer | says no |
# | customer | *I bought it here* | both | delivery, help desk | drifts away |
# | retained | *I came back* | both | e-mail, shop | drifts away |
# | advocate | *go there, ask for Sam* | both | a talk with a neighbour | drifts away |
#
# A person in *interested* is a **lead**. In *considering*, marketing thinks that the lead is ready to talk
# (a *marketing-qualified lead*). In *intending*, a seller agrees (a *sales-qualified lead*).
# The step between these two is the **hand-off**, also called the gate.

# %% [markdown] claims
# ### What is a claim?
#
# A **claim** is a sentence that textbooks say. In this course you test it, and a label says what the test is worth:
#
# - **built in**: we put it into the model. Seeing it proves nothing; how large it is may surprise you.
# - **emerges**: nobody put it in. It came out.
# - **practised**: you do it; there is nothing to prove.
#
# > **Claim J01** · Every stage from awareness to advocacy has an owner, places to meet, and a share of people
# > who drop out. *Label: practised. You do it in the worksheet, with a purchase of your own.*

# %% [markdown] predict-aware
# ## Predict first
#
# Take 100 people who begin to notice Brightline this year.
# How many of them will have bought there before the year is over?
#
# Type a number and press **Commit** before you go on.

# %% ask-aware tags=["nbval-ignore-output"]
question = "Of 100 people who become aware, buyers within the year"
sm.predict("02-1", question, low=0, high=100, unit="people")

# %% [markdown] run-intro
# Now let a year pass, from January to December. The two lines below fetch the company and run it.
# `seed=3` fixes the dice: you get the same year as everybody else.

# %% run-year
shop = sm.company("electronics_retailer")
run = sm.simulate(shop, months=12, seed=3)

# %% show-funnel
sm.show(sm.charts.funnel(run))

# %% compare-aware
buyers = 100 * sm.metrics.conversion(run, "aware", "customer")
sm.predicted("02-1", round(buyers), unit="people", near=1)

# %% [markdown] explain-aware
# ### What happened?
#
# Most people drop out early, and quietly. Nobody complains about a leaflet they forgot.
# The losses near the end are few and loud: Sam remembers each of them.
# So each desk believes that the trouble is on the other side of the gate.
#
# (Those who begin in December have little time left to buy. A longer run would find a few more buyers.)

# %% [markdown] who-moves
# ## Who moves people along?
#
# The simulation writes down what moved each person: a channel, a friend, a need of their own, or a seller.
# Look at each step. Whose work is it?
#
# The numbers are larger than above: this chart counts every step of the year, also by people who knew
# Brightline before it began.

# %% show-movers
sm.show(sm.charts.movers(run))

# %% [markdown] explain-movers
# Marketing speaks to many, early. Sales speaks to one, late. Before the gate, three to four of ten come without
# marketing: a set breaks, a neighbour talks. Nobody passes the gate without a seller. After the purchase people
# mostly move by themselves: if delivery and service were good, no channel has to push them.
#
# > **Claim J02** · Marketing works the early stages and sales the late ones; the hand-off sits between.
# > *Label: built in. We gave each desk its stages. What you can learn here is how much else moves people.*

# %% [markdown] own-table
# ### Your table of two desks, in figures
#
# If you did [lesson 01](01_two_functions.ipynb), you compared the two desks in ten respects. This year can put figures
# beside six of them. (A "–" means that you have not filled in that box yet: `sm.two_desks()` opens the table again.)

# %% show-own-table
sm.show(sm.two_desks_table(run))

# %% [markdown] predict-loud
# ## Maya's plan: twice the advertising
#
# Maya asks for twice the budget in every channel. Sam's three advisers stay three.
#
# By how many percent will the number of new customers grow?

# %% ask-loud tags=["nbval-ignore-output"]
question = "Twice the advertising: new customers grow by"
sm.predict("02-2", question, low=-50, high=150, unit="%")

# %% [markdown] loud-intro
# In the next cell only the four numbers are new. You need not read the rest.

# %% run-loud
twice = {"search": 1400, "social": 1000, "leaflets": 1000, "email": 300}
loud = shop.change(plan={"marketing": {"budget": twice}})
loud_run = sm.simulate(loud, months=12, seed=3)

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
# Leads grew much more than new customers. Look at the columns between: the **first contacts** (the first time that
# an adviser speaks to a lead) grew as much as the leads, but they came late. People waited more than twice as long,
# because the advisers had hardly a free hour left. Who waits cools down, and then says no. And the profit became
# a loss.
#
# > **Claim J04** · The campaign creates enquiries; the staff turn them into sales with advice and offers.
# > *Label: built in. What it costs when only one of the two grows is what you have just seen.*

# %% [markdown] play
# ## Play: the journey board
#
# The **board** is this lesson's lab. A large dot stands for 50 people: round with marketing, square with sales,
# a diamond for customers. At the gate every small dot is one person who waits.
# Press **Play**, or click the board and use your keyboard: space plays, the arrow keys step a week.
#
# 1. Let *today* run. Where do the dots pile up? In which weeks do people wait longest at the gate?
# 2. Change to *twice the advertising*. Which piles grow? What happens at the gate?
# 3. Change to *one more adviser*. Somebody new learns for ten weeks, and begins with less than half of a colleague's
#    work. Compare the new customers with *today*'s in the last sentence below the board: in week 12, and in the last
#    week. Who needs fewer first contacts for a new customer?

# %% run-staff
staff = shop.change(plan={"sales": {"people": {"adviser": 4}}})
staff_run = sm.simulate(staff, months=12, seed=3)

# %% board tags=["nbval-ignore-output"]
runs = {"today": run, "twice the advertising": loud_run}
runs |= {"one more adviser": staff_run}
sm.widgets.journey_board(runs)

# %% show-journey
sm.show(sm.charts.journey(loud_run, week=48))

# %% [markdown] weakest
# ## The weakest stage
#
# Two changes, one at a time, and then both together. The same 20,000 people meet all of them, with the same luck.
# Read down the columns: more leads, more new customers and more profit are three different things.

# %% run-four
seed = 3  # change this number for another year
both = loud.change(plan={"sales": {"people": {"adviser": 4}}})
plans = {"today": shop, "twice the advertising": loud}
plans |= {"one more adviser": staff, "both": both}
years = {}
for name, plan in plans.items():
    years[name] = sm.simulate(plan, months=12, seed=seed)
sm.show(sm.metrics.totals(years))

# %% [markdown] explain-weakest
# Add up the new customers that each change brings alone. Then look at *both*: together they bring more than
# the sum. Advertising alone runs into the gate; the adviser alone has hours left over. Here the **weakest stage**
# (the *bottleneck*) is the hand-off: not the stage with the lowest percentage, but the one where a little more
# changes the end.
#
# And the profit? Neither change pays for itself within the year: advertising costs money each week, and so does
# an adviser, who has to be found and taught before that. More customers are not more money.
#
# > **Claim J03** · A cold contact must move smoothly to a closed sale: the weakest stage limits the outcome.
# > *Label: emerges. Nobody told the model to punish advertising; the queue did. One seed is one year:
# > change the number in the first line of the cell and run it again before you believe it.*

# %% [markdown] loop
# ## The loop
#
# Happy customers talk. In a simulation we can do what no firm can: switch the talking off.
# Same people, same luck, no word of mouth.

# %% ask-loop tags=["nbval-ignore-output"]
question = "Percent of new customers that come from word of mouth"
sm.predict("02-3", question, low=0, high=100, unit="%")

# %% run-silent
silent = shop.change(market={"imitation": 0})
silent_run = sm.simulate(silent, months=12, seed=3)
year_runs = {"people talk": run, "nobody talks": silent_run}
year_one = sm.metrics.totals(year_runs)
sm.show(year_one)

# %% compare-loop
talk, silence = year_one["new_customers"]
owed = 100 * (1 - silence / talk)
sm.predicted("02-3", round(owed), unit="%", near=2)

# %% [markdown] loop-long
# Not much? Give it time, and look at the profit, too. The same comparison over three years:

# %% run-loop-long
long_run = sm.simulate(shop, months=36, seed=3)
long_silent_run = sm.simulate(silent, months=36, seed=3)
long_runs = {"people talk": long_run, "nobody talks": long_silent_run}
sm.show(sm.metrics.totals(long_runs))

# %% [markdown] explain-loop
# A recommendation made today becomes a stranger who knows your name, later a lead, later a sale, and later perhaps
# somebody who recommends. The loop is small in new customers, larger in profit, and late.
# Whoever looks at one quarter does not see it.
#
# > **Claim J05** · Loyal customers feed the top again by word of mouth, so the funnel is a loop.
# > *Label: built in (customers talk; how often is our assumption). The growth over the years follows from it.*

# %% [markdown] personas
# ## Three people, three ways in
#
# - **Nadia**, 38, two children, stands for the *families*. Wants a set that lasts and somebody who explains it.
# - **Leo**, 24, stands for the *enthusiasts*. Reads every test, knows every price, buys at night.
# - **Irma**, 67, new flat, stands for the *seniors*. Buys where somebody takes the time, and tells her friends.
#
# A **segment** is a group of people with similar needs. An invented member like Nadia is a **persona**.
# Before you look: through which channel does each of them come in?

# %% show-sources
sm.show(sm.charts.sources(run))

# %% [markdown] leave-intro
# And at the hand-off? The table says what share of those who wanted to talk was taken on, sent back or lost
# (0.25 is a quarter). *Sent back* means: the seller finds that the offer does not fit, and marketing keeps the person.
# *Nobody called* means: the person would not wait any longer, or the note got lost between the desks.

# %% show-hand-off
sm.show(sm.journeys.hand_off(run))

# %% [markdown] explain-sources
# A leaflet reaches Irma and misses Leo. Cut the leaflets because "nobody reads paper", and a quarter of the
# seniors' leads go with them. Leo is sent back most often: he asks for something that Brightline does not stock.
# Irma is sent back least often, but says no most often. So each needs another answer: other channels, another offer,
# another first talk.
#
# > **Claim J07** · Segments enter by different channels, need different content, and leave at different stages.
# > *Label: built in. Which channel reaches whom, and whom the offer fits, are our assumptions.*

# %% [markdown] stories
# ## One story for all, a talk for each
#
# Maya's leaflet says *the cheapest set in town*. Sam's advisers say *the one that lasts longest*. Both are good
# sentences. Heard by the same person, they are two shops. Two things can be changed:
#
# - **one story**: whatever people read or hear says the same (in the code, `shared_message`)
# - **personal talks**: advisers ask before they show; today some do, some make everybody the same quick offer
#   (in the code, `consultative`)
#
# Which of the two makes more of the first contacts end in a sale?

# %% ask-stories tags=["nbval-ignore-output"]
question = "More of the first contacts end in a sale through"
sm.predict("02-4", question, choices=["one story", "personal talks"])

# %% [markdown] stories-intro
# Four years with the same people and the same luck. *Neither* has two stories and quick offers.

# %% run-stories
levers = {"neither": (0.2, 0), "one story": (0.95, 0)}
levers |= {"personal talks": (0.2, 0.4), "both": (0.95, 0.4)}
years = {}
for name, (message, advice) in levers.items():
    plan = {"agreement": {"shared_message": message}, "sales": {"consultative": advice}}
    years[name] = sm.simulate(shop.change(plan=plan), months=12, seed=3)
table = sm.metrics.totals(years)[["leads", "first_contacts", "new_customers"]]
table["won_of_100"] = 100 * table["new_customers"] / table["first_contacts"]
sm.show(table)

# %% compare-stories
names = ["one story", "personal talks"]
sm.predicted("02-4", table.loc[names, "won_of_100"].idxmax())

# %% [markdown] explain-stories
# ### Each at its own stages
#
# One story brings more people to the gate: people who are told two things turn away before anybody talks to them.
# What happens in a talk it leaves alone (the advisers are busier, so a little less is won of each hundred). A personal
# talk does the opposite: no lead more, but more of the talks end well.
#
# So Maya can be right that everybody should hear the same, and Sam that everybody is different. They speak of different
# stages.
#
# > **Claim J06** · More people go on if every contact tells them the same, fewer if the messages contradict each other.
# > *Label: built in. How much a contradiction puts off is our assumption.*
# >
# > **Claim J08** · One story for everybody helps before the hand-off, a talk fitted to the buyer after it.
# > *Label: built in: each acts at its stages because we put it there. What they bring together follows from it.*

# %% [markdown] other-chair
# ## In the other chair
#
# - *You are Maya, with Sam's numbers.* He says: "your leads are cold." What would you ask about waiting time?
# - *You are Sam, with Maya's numbers.* Which of them would have warned you of the busy weeks before Christmas?
# - *Both.* Who owns a person in *considering*? Write down one sentence that both of you would sign.

# %% [markdown] wild
# ## In real firms
#
# An *opportunity* is a lead that a seller works on, as in *intending*. A *web lead* has left its name on a website.
#
# | what was measured | figure | source | how far to trust it |
# |---|---|---|---|
# | leads that became opportunities | 13 %, after 84 days on average | Implisit, 2014 | medium: clients of one software firm, who sell to firms |
# | opportunities that became deals | 6 % | the same | medium |
# | firms that contacted a web lead within an hour | 37 % of 2,241 | Oldroyd, McElheran, Elkington, *Harvard Business Review*, 2011 | high |
# | firms that never did | 23 % of 2,241 | the same | high |
#
# Do not compare the sizes with Brightline's: a television is no software contract. Notice two things only.
# Most leads never become a deal. And many firms call late, or never.

# %% quiz tags=["nbval-ignore-output"]
sm.quiz("02")

# %% [markdown] key-points
# ## Key points
#
# - The journey has stages. Marketing works the early ones, sales the late ones, both work the customers.
# - Most are lost early and quietly. That is normal, and cheap. Losses at the hand-off are expensive: those people
#   wanted to talk.
# - The weakest stage is where a little more changes the end. Test it, do not guess it from a percentage.
# - More leads, more new customers and more profit are three different things.
# - Customers who talk make the funnel a loop, and the loop is slow.
# - One story keeps people moving before the hand-off; a talk fitted to the buyer wins after it.
#
# **New words:** stage, lead, marketing-qualified lead, sales-qualified lead, hand-off, first contact, claim,
# bottleneck, segment, persona, word of mouth. Ask for any of them: `sm.glossary("hand-off")`.
#
# **Next:** [worksheet 02](../exercises/02_customer_journey.ipynb), or back to the [overview](../index.ipynb).
