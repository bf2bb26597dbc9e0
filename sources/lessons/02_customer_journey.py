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
# A **customer journey** is one person's way from never having heard of a shop to recommending it. Read one row aloud:
#
# | stage | the person thinks | who works here | where they meet Brightline | how they drop out |
# |---|---|---|---|---|
# | unaware | *never heard of it* | marketing | leaflet, post, a friend | – |
# | aware | *I know that shop* | marketing | leaflet, post, search | forgets |
# | interested | *I might need one* | marketing | website, test report, e-mail | goes cold |
# | considering | *I want to ask somebody* | marketing passes on: **the hand-off** | enquiry, waiting list | says no, is sent back, or nobody calls |
# | intending | *show me two models* | sales | adviser, offer | says no |
# | customer | *I bought it here* | both | delivery, help desk | drifts away |
# | retained | *I came back* | both | e-mail, shop | drifts away |
# | advocate | *go there, ask for Sam* | both | a talk with a neighbour | drifts away |
#
# In *interested* a person is a lead, in *considering* a marketing-qualified lead, in *intending* a sales-qualified lead.
# The step between the last two is the **hand-off**, or the gate:

# %% stage-words
sm.glossary("lead", "marketing-qualified lead", "sales-qualified lead", "hand-off")

# %% [markdown] claims
# ### Three labels
#
# A **claim** is a sentence that textbooks say. Its **label** says what a test is worth:
#
# - **built in**: we put it into the model. Seeing it proves nothing; its size may surprise you.
# - **emerges**: nobody put it in. It came out.
# - **practised**: you do it; there is nothing to prove.
#
# > **Claim J01** · From first hearing of a firm to recommending it, a buyer passes a row of stages. Each has somebody
# > in charge, places of contact, and a share of people who get no further. *Label: practised, in the worksheet.*

# %% [markdown] predict-aware
# ## Predict first
#
# Take 100 people who notice Brightline for the first time this year. How many will have bought there by the end of it?

# %% ask-aware tags=["nbval-ignore-output"]
question = "Of 100 people who become aware, buyers within the year"
sm.predict("02-1", question, low=0, high=100, unit="people")

# %% [markdown] run-intro
# Now let a year pass, from January to December. `seed=3` fixes the dice: you get the same year as everybody else.
# (In lesson 00 the seed was 7: another year, with other luck.)

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
# Such a picture is called a **funnel**: it narrows, because some drop out at every stage. Most drop out early, and
# quietly. Nobody complains about a leaflet they forgot. The losses near the end are few and loud: Sam remembers each of
# them. So each desk believes that the trouble is on the other side of the gate.
#
# (Whoever begins in December has little time left to buy.)

# %% [markdown] who-moves
# ## Who moves people along?
#
# The simulation writes down what moved each person: a channel, a friend, a need of their own, or a seller. Look at each
# step. Whose work is it? (*Nobody at the firm* is a friend or a need of their own. The chart counts all steps of the
# year, also by people who knew Brightline before.)

# %% show-movers
sm.show(sm.charts.movers(run))

# %% [markdown] explain-movers
# Marketing speaks to many, early; sales to one, late. Before the gate, three to four of ten come without marketing: a
# set breaks, a neighbour talks. Nobody passes the gate without a seller. After the purchase most move by themselves.
#
# > **Claim J02** · Advertising decides how many become leads, sellers' hours how many leads become buyers; in between,
# > a lead changes hands. *Label: built in. What you can learn here is how much else moves people.*

# %% [markdown] own-table
# ### Your table of two desks, in figures
#
# In [lesson 01](01_two_functions.ipynb) you compared the two desks in ten respects. This year puts figures beside six
# of them. (A "–": not filled in yet. `sm.two_desks()` opens the table.)

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
# Leads grew by 40 %, new customers by 4 %. Look at the columns between. The **first contacts** (an adviser speaks to a
# lead for the first time) grew as much as the leads, but came late: people waited more than twice as long, because the
# advisers had hardly a free hour left. Who waits cools down, and then says no.
#
# > **Claim J04** · When an electronics shop advertises a new television online, more people come and ask. How many of
# > them buy depends on the advisers in the shop and on its site. *Label: built in. You have seen what it costs if only
# > one of the two grows.*

# %% [markdown] think-report
# **Stop and think.** Maya can truly report 40 % more leads. Which other column must the owner see beside it?

# %% [markdown] play
# ## Play: the journey board
#
# The **board** is this lesson's lab. A large dot stands for 50 people: round with marketing, square with sales, a
# diamond for customers. At the gate each small dot is one person who waits. Press **Play**, or click the board: space
# plays, the arrow keys step a week.
#
# 1. *Today*: where do the dots pile up? In which weeks is the wait at the gate longest?
# 2. *Twice the advertising*: which piles grow? What happens at the gate?
# 3. *One more adviser*, who learns for ten weeks: compare the new customers with *today*'s (last sentence below the
#    board) in week 12 and in week 52. Who needs fewer first contacts for a new customer?

# %% run-staff
staff = shop.change(plan={"sales": {"people": {"adviser": 4}}})
staff_run = sm.simulate(staff, months=12, seed=3)

# %% board tags=["nbval-ignore-output"]
runs = {"today": run, "twice the advertising": loud_run}
runs |= {"one more adviser": staff_run}
sm.widgets.journey_board(runs)

# %% [markdown] journey-intro
# The second plan in week 47, as a picture. Look at the gate: with today's plan, 3 wait there in that week.

# %% show-journey
sm.show(sm.charts.journey(loud_run, week=47))

# %% [markdown] weakest
# ## The weakest stage
#
# Two changes, one at a time, and then both together. The same 20,000 people meet all of them, with the same luck.
# Read down the columns: more leads, more new customers and more profit are three different things.

# %% run-both
both = loud.change(plan={"sales": {"people": {"adviser": 4}}})
years = runs | {"both": sm.simulate(both, months=12, seed=3)}
sm.show(sm.metrics.totals(years))

# %% [markdown] explain-weakest
# Alone, the changes bring 22 and 71 new customers; together 192. Advertising alone runs into the gate; the adviser
# alone has hours left over. So the **weakest stage** (the *bottleneck*) is the hand-off: not the lowest percentage, but
# the stage where a little more changes the end.
#
# > **Claim J03** · A stranger becomes a buyer no faster than the weakest stage allows: mending that one sells more than
# > mending any other. *Label: emerges. Nobody told the model to punish advertising; the queue did. Verdict: **holds**,
# > under several seeds. Where sellers have hours to spare, little of it is left.*
#
# One seed is one year. `sm.claims["J03"].test()` in a cell of your own repeats the four plans under eight seeds (it takes
# half a minute).

# %% [markdown] think-profit
# **Stop and think.** *Both* brings the most customers and ends in a loss. Can that still be a good plan? What would you
# have to know about next year?

# %% [markdown] loop
# ## The loop
#
# Happy customers talk: **word of mouth**. In a simulation we can do what no firm can: switch the talking off. Same
# people, same luck. How many percent of its new customers does Brightline owe to talk?

# %% ask-loop tags=["nbval-ignore-output"]
question = "Percent of new customers that come from word of mouth"
sm.predict("02-3", question, low=0, high=100, unit="%")

# %% run-silent
silent = shop.change(market={"imitation": 0})
long_runs = {"people talk": sm.simulate(shop, months=36, seed=3)}
long_runs["nobody talks"] = sm.simulate(silent, months=36, seed=3)
long_run_buyers = sm.tables.sums(long_runs, "new_customers")

# %% compare-loop
talk, silence = long_run_buyers["year_1"]
owed = 100 * (1 - silence / talk)
sm.predicted("02-3", round(owed), unit="%", near=2)

# %% [markdown] loop-long
# Not much? Give it time, and look at the profit, too. Year 1 is the one that you have just guessed.

# %% show-loop-long
sm.show(long_run_buyers, "New customers")
sm.show(sm.tables.sums(long_runs, "profit"), "Profit, €")

# %% [markdown] explain-loop
# A recommendation made today becomes a stranger who knows your name, later a lead, later a sale. The loop is small in
# new customers and larger in profit, where it grows from year to year: those whom talk has won buy again. The first
# year shows little of it.
#
# > **Claim J05** · Some who hear of a firm hear of it from its customers: happy buyers bring in the next ones, and the
# > way through the stages becomes a circle. *Label: built in. How often customers talk is our assumption.*

# %% [markdown] personas
# ## Three people, three ways in
#
# - **Nadia**, 38, two children (*families*). Wants a set that lasts and somebody who explains it.
# - **Leo**, 24 (*enthusiasts*). Reads every test, knows every price, buys at night.
# - **Irma**, 67, new flat (*seniors*). Buys where somebody takes the time.

# %% persona-words
sm.glossary("segment", "persona", "channel")

# %% [markdown] sources-intro
# Before you look: through which channel does each of the three come in?

# %% show-sources
sm.show(sm.charts.sources(run))

# %% [markdown] leave-intro
# And at the hand-off? The table says what became of all who wanted to talk this year (0.25 is a quarter). *Sent back*:
# the seller finds that the offer does not fit, and marketing keeps the person. *Nobody called*: the person would not
# wait any longer, or the note got lost between the desks.

# %% show-hand-off
sm.show(sm.journeys.hand_off(run))

# %% [markdown] explain-sources
# A leaflet reaches Irma, and seldom Leo. Give up leaflets because "nobody reads paper", and you give up the way in of a
# quarter of the seniors' leads. Leo is sent back most often: he asks for something that Brightline does not stock.
# Irma is sent back least often, but says no most often. Each needs another answer.
#
# > **Claim J07** · Groups of buyers differ: they come through other channels, want other content and drop out at other
# > stages. *Label: built in. Which channel reaches whom, and whom the offer fits, are our assumptions.*

# %% [markdown] think-segments
# **Stop and think.** Brightline has €100 a week more. Would you spend them on Leo or on Irma, and at which stage?

# %% [markdown] stories
# ## One story for all, a talk for each
#
# Maya's leaflet says *the cheapest set in town*. Sam's advisers say *the one that lasts longest*. Both are good
# sentences. To somebody who hears both, they are two shops. Two things can be changed:
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
# One year, played four times with the same people and the same luck. *Neither* has two stories and quick offers. You
# need not read the cell; *won of 100* is how many of 100 first contacts ended in a sale.

# %% run-stories
levers = {"neither": (0.2, 0), "one story": (0.95, 0)}
levers |= {"personal talks": (0.2, 0.4), "both": (0.95, 0.4)}
years = {}
for name, (message, advice) in levers.items():
    plan = {"agreement": {"shared_message": message}, "sales": {"consultative": advice}}
    years[name] = sm.simulate(shop.change(plan=plan), months=12, seed=3)
table = sm.metrics.totals(years)[["leads", "first_contacts", "sellers_busy", "new_customers"]]
table["won_of_100"] = 100 * table["new_customers"] / table["first_contacts"]
sm.show(table)

# %% compare-stories
names = ["one story", "personal talks"]
sm.predicted("02-4", table.loc[names, "won_of_100"].idxmax())

# %% [markdown] explain-stories
# ### Each at its own stages
#
# One story brings more people to the gate: whoever is told two things turns away before anybody talks. In the talks it
# changes little (somewhat less is won of 100, as the advisers are busier). Personal talks bring no lead more, but more
# talks end well. Alone, the two bring 46 and 82 new customers, together 118: nearly the sum.
#
# > **Claim J06** · More people go on if every contact tells them the same, fewer if the messages contradict each other.
#
# > **Claim J08** · One story for everybody keeps people moving before the hand-off, a talk fitted to the buyer after it:
# > both help, each at its own stages.
#
# *Label of both: built in. How much a contradiction puts off is our assumption.*

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
# - Marketing works the early stages, sales the late ones, both work the customers.
# - Most are lost early and quietly. Losses at the hand-off are few, and paid for.
# - The weakest stage is where a little more changes the end. Test it, do not guess it.
# - More leads, more new customers and more profit are three different things.
# - Customers who talk make the funnel a loop, and the loop is slow.
# - One story keeps people moving before the hand-off; a talk fitted to the buyer wins after it.
#
# **New words:** customer journey, stage, funnel, marketing-qualified lead, sales-qualified lead, claim, bottleneck,
# word of mouth, segment, persona, channel, advocate. Ask for any of them: `sm.glossary("persona")`.
#
# **Next:** [worksheet 02](../exercises/02_customer_journey.ipynb), then [lesson 03](03_teams_and_roles.ipynb), or back
# to the [overview](../index.ipynb).
