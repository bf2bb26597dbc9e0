# %% [markdown] title
# # 05 · What happens between a lead and a signature?
#
# *50 minutes here, 30 for the worksheet. You need: [lesson 02](02_customer_journey.ipynb).*
#
# When you are done you can
#
# - **name** the steps of a sale, and say where and why deals are lost
# - **choose** for a product between advice and a quick offer, a visit and a screen
# - **find** the discount that earns a firm most, and say why it is not the same everywhere
# - **judge** what pressure, targets and follow-ups win, and what they cost

# %% import
import salesmark as sm

# %% [markdown] story
# ## Two hundred names, one Monday
#
# Millwheel makes planning software for workshops and factories, sold by the year.
#
# Anouk runs marketing. *"Two hundred firms want to talk to you, Dario. You are welcome."*
#
# Dario runs sales. *"Half of them cannot use it. And of those who can, most say no. That is the job."*

# %% [markdown] steps
# ## The steps of a sale
#
# Before the first talk somebody has to find buyers (*prospecting*). After the signature somebody has to look after
# them (*after-sale service*). Between the two Millwheel has four steps:
#
# | step | what happens | a seller's hours | days until the next step | raise a doubt |
# |---|---|---|---|---|
# | first contact | is there a need, may they buy? (*qualifying*) | 1.3 | 18 | 20 of 100 |
# | discovery | a long talk about how they work | 2.5 | 26 | 60 of 100 |
# | demonstration | the software, on the buyer's own orders (*presenting*) | 6 | 34 | 70 of 100 |
# | negotiation | offer, price, terms, signature (*closing*) | 4 | – | 50 of 100 |
#
# A doubt said aloud is an **objection**: *"Will it talk to my machines?"* All these numbers are our assumptions.

# %% [markdown] predict-sign
# ## Predict first
#
# 200 buyers talk to Dario's sellers. How many of them sign?

# %% ask-sign tags=["nbval-ignore-output"]
sm.predict("05-1", "Of 200 buyers, those who sign", low=0, high=200, unit="buyers")

# %% [markdown] run-intro
# The cell below lets 200 buyers come. Everybody is called at once, by an average seller. The buyers are always the same
# 200 (seed 5), with the same needs, doubts and luck.

# %% run-deals
firm = sm.company("software_company")
sm.show(sm.charts.deals(firm))

# %% compare-sign
today = sm.play_deals({"today": firm})
sm.predicted("05-1", int(today["won"].iloc[0]), unit="buyers", near=5)

# %% [markdown] explain-sign
# ### What happened?
#
# Most buyers say no. Of 200, 86 go no further than the first contact: most of them have no use for the software, and
# finding that out costs little. A demonstration takes six hours for one answer. So a seller's week is spent mostly on
# people who do not sign.
#
# > **Claim S01** · A sale goes step by step, and each step has its own time, losses and skill.
# > *Label: built in. In the experiment, sellers who were 50 % better at the demonstration alone won about a tenth
# > more customers.*

# %% [markdown] think-step
# **Stop and think.** Look at the bars: after which step are most buyers lost, and is that also where a loss costs most
# hours?

# %% [markdown] play
# ## Play: the deal desk
#
# You sit in the seller's chair. The slider **Talks held** is the next step: move it on by one, and the buyer answers.
# A diamond marks the chance that the best calm move would have given: with an answer to each doubt, and nobody pushed.
#
# 1. Buyer 28 is Rashid. Leave all as today and hold the talks one by one. Where is he lost? What was open?
# 2. Reset. Choose your move before each talk. Can you make him sign, and what did it cost in price and satisfaction?
# 3. Now change *Show* to *200 deals*. Does what won Rashid win many? Look at hours and satisfaction, too.

# %% desk tags=["nbval-ignore-output"]
sm.widgets.deal_desk(firm)

# %% [markdown] static-intro
# Question 1 as a picture:

# %% show-deal
sm.show(sm.charts.deal(firm, buyer=28))

# %% [markdown] doubts
# ## An answer to every doubt
#
# Nobody can see luck. What a seller can see are doubts, and they come up again and again. Suppose Dario's people have
# an answer, a proof or a reference to each. Nothing else changes: same buyers, same luck.

# %% show-answers
prepared = {"answers": True}
sm.show(sm.charts.deals(firm, prepared))

# %% [markdown] explain-answers
# Nearly twice as many sign. And each signature takes fewer hours, as fewer demonstrations are held for nothing.
# At the desk an answer is free. In a firm it is work, often Anouk's: a page, a film, a customer who can be called.
#
# > **Claim S04** · Sellers who come with answers, proof and content to the usual doubts turn part of the losses into
# > sales. *Label: built in. How much an open doubt hurts is our assumption.*

# %% [markdown] again
# ## Asking again
#
# A **follow-up** is a further try with somebody who said no. How often should one ask again?

# %% run-again
tries = {"never": 0, "once": 1, "twice": 2, "three times": 3}
plans = {name: (firm, {"follow_ups": often}) for name, often in tries.items()}
table = sm.play_deals(plans)
hours = table["share_won"] * table["hours"]  # for each buyer who came
table["after_time"] = (table["profit"] - 75 * hours).round()
sm.show(table)

# %% [markdown] explain-again
# - **value**: the mean deal won, in euros
# - **hours**: those of all talks, the lost ones too, divided by the deals won
# - **profit**: what each buyer who came leaves after the goods, *without* sellers' time
# - **satisfaction**: of those who signed; whoever was put off is not asked
# - **after time**: the profit, less €75 for each hour (a seller's wage, divided by the hours with buyers)
#
# The first further try wins four buyers more, each later one a single buyer: who says no twice has often lost the
# budget. And each costs hours. *Profit* says: ask three times. *After time* says: never ask again.

# %% [markdown] think-again
# **Stop and think.** When is the one column right, and when the other? Dario's sellers are busy six hours in ten, and
# paid for ten.

# %% [markdown] explain-time
# An idle hour costs nothing, so ask. With buyers waiting, the hour for a third try is taken from somebody's first talk,
# and costs its price.
#
# > **Claim S05** · Most buyers say no. Asking more people and asking again sells more, though each further try brings
# > less. *Label: built in.*

# %% [markdown] predict-way
# ## Advise, or offer at once?
#
# Some sellers ask and listen before they show anything (need-based or *consultative* selling). Others make an offer in
# the first minute. Viktor runs sales at Harbour Motors, which sells cars. Which way wins most of his 200 buyers?

# %% ask-way tags=["nbval-ignore-output"]
ways = ["advise", "a bit of both", "offer at once"]
sm.predict("05-2", "At the car dealer, the way that wins most buyers", choices=ways)

# %% run-ways
cars = sm.company("car_dealer")
software = {f"software: {way}": (firm, {"every_step": way}) for way in ways}
dealer = {f"cars: {way}": (cars, {"every_step": way}) for way in ways}
table = sm.play_deals(software | dealer)
sm.show(table)

# %% compare-way
best = table.loc[list(dealer), "share_won"].idxmax()
sm.predicted("05-2", best.removeprefix("cars: "))

# %% [markdown] explain-way
# At Millwheel advice wins more than the other two, and takes more hours for each deal. (Today's sellers, with 22, ask a
# lot and push a little.) At the dealer both pure ways do badly: a long talk bores, a quick offer frightens. (Those few
# who sign a quick offer are content: the others have left.) The right way follows from how much the buyer has to
# understand.
#
# > **Claim S09** · Where there is much to understand, sellers who ask and advise win more; where there is little, a
# > plain offer wins more. *Label: built in. For a product with nothing to explain, the experiment turns round: advice
# > loses.*

# %% [markdown] screen
# ## A visit, or a screen?
#
# Millwheel holds half of its talks by telephone or video. Two other plans, the same 200 buyers:

# %% run-screen
visits = firm.change(plan={"sales": {"remote": 0}})
screens = firm.change(plan={"sales": {"remote": 1}})
sm.show(sm.play_deals({"visits": visits, "today": firm, "by screen": screens}))

# %% [markdown] explain-screen
# A screen saves a good part of the hours and loses some of the buyers. Which is better depends on what an hour is
# worth: with idle sellers, drive there; with a queue at the door, take the screen.
#
# > **Claim S07** · A talk by telephone, mail or video takes less of a seller's time than a visit, and convinces fewer,
# > above all where there is much to explain. *Label: built in.*

# %% [markdown] predict-discount
# ## The price of a signature
#
# Seven of ten buyers at Millwheel ask for a **discount**, up to 25 %. At the dealer eight of ten do, up to 8 %.
# Viktor's sellers may give 3 %. What should the limit be, if the year's **profit** counts?

# %% ask-discount tags=["nbval-ignore-output"]
limits = {"none": 0, "3 %": 0.03, "all they ask": 0.08}
sm.predict("05-3", "The limit that earns the car dealer most", choices=list(limits))

# %% run-discount
years = {}
for name, limit in limits.items():
    plan = cars.change(plan={"sales": {"discount_limit": limit}})
    years[name] = sm.simulate(plan, months=12, seed=5)
totals = sm.metrics.totals(years)
sm.show(totals)

# %% compare-discount
sm.predicted("05-3", totals["profit"].idxmax())

# %% [markdown] discount-software
# Each limit sells more cars than the one before, and earns less. Once the car is paid for, little more than a tenth of
# its price is left: that is the **margin**. Three percent of the price are a quarter of it. And at Millwheel,
# where more than three quarters are left?

# %% run-discount-software
years = {}
for percent in [0, 10, 25]:
    plan = firm.change(plan={"sales": {"discount_limit": percent / 100}})
    years[f"up to {percent} %"] = sm.simulate(plan, months=12, seed=5)
year = years["up to 10 %"]  # the run of today's plan
sm.show(sm.metrics.totals(years))

# %% [markdown] explain-discount
# (Today's limit is 10 %.) In this year the largest limit earns most. But one year is one throw of the dice. The
# experiment repeats it with other seeds:
#
# > **Claim S03** · A discount closes more deals and makes each worth less. Between none and all that buyers ask for,
# > there is a limit that earns most. *Label: emerges. Verdict: it **depends on what is looked at**. The first half
# > holds, the second is not shown: at Millwheel half a discount beats none, and all they ask earns about as much; at
# > the dealer none is best. A best limit in between is no law: it hangs on the margin.*

# %% [markdown] hours
# ## Fewer hours, longer queues
#
# The chief of finance looks at Dario's 22 sellers. *"They talk with buyers six hours in ten. I would keep nine, and let
# them hurry."*

# %% run-hours
short = firm.change(plan={"sales": {"people": {"seller": 9}}})
short_year = sm.simulate(short, months=12, seed=5)
sm.show(sm.metrics.totals({"22 sellers": year, "9 sellers": short_year}))

# %% [markdown] explain-hours
# Near full hours the queue grows, and people who wait cool down before anybody says a word. Leads fall, too: nobody
# has time to call. The first year's profit looks better all the same: wages are saved at once,
# contracts are missed for years. Run on for three years, and both firms have earned €4.0 million. But in
# the third year nine sellers earn €0.97 million, 22 earn €1.75 million.
#
# > **Claim S06** · Once leads need more hours than sellers have, buyers wait longer, and more of them lose interest
# > before anybody calls. *Label: emerges. Verdict: it **depends on sellers who are busy**: with a
# > quarter of the leads, nobody waited longer.*

# %% [markdown] own-table
# ### Your table of two desks, in figures
#
# Your table from [lesson 01](01_two_functions.ipynb), with Millwheel's year under 22 sellers. (A "–": not filled in yet.)

# %% show-own-table
sm.show(sm.two_desks_table(year))

# %% [markdown] think-rates
# **Stop and think.** Three win rates, one firm: at the desk 11 of 100 buyers sign. Of the 4,551 called this year, 6 of
# 100 do. And the table says 18 % of the deals. What does each of them count? (In the year, buyers wait a day for the
# call, some still decide in December, and a deal begins after the first contact.)

# %% [markdown] think-desks
# **Stop and think.** In lesson 02 the electronics retailer had 4,090 talks for 564 new customers, 6 days from first
# talk to sale, and 52 % of its deals won. Read the rows *interaction*, *goal*, *time frame* and *metrics*: why does a
# signature at Millwheel take about five times as many talks? Name two reasons.

# %% [markdown] quarter
# ## The last weeks of the quarter
#
# A **quota** is what a seller should close in a quarter. **Commission** is the part of the pay that depends on it. With
# an **accelerator** of 2, whatever lies beyond the quota pays double.
#
# Viktor's sellers over a year, cars sold by week of the quarter (1 to 13). You need not read the code.

# %% run-quarter
level = cars.change(plan={"sales": {"accelerator": 1}})
rising = cars.change(plan={"sales": {"accelerator": 2}})
weeks = sm.simulate(level, months=12, seed=5).weekly
week = (weeks["week"] - 1) % 13 + 1
table = weeks.groupby(week)[["new_customers"]].sum()
table.columns = ["level commission"]
weeks = sm.simulate(rising, months=12, seed=5).weekly
table["rising commission"] = weeks.groupby(week)["new_customers"].sum()
sm.show(table.T)

# %% [markdown] explain-quarter
# In weeks 11 to 13, 123 cars are sold instead of 113. In weeks 1 to 3 it is the other way round: 109 instead of 119. In
# all it is one car less: the deals are only pulled forward.
#
# > **Claim S02** · Targets, with a commission that rises beyond them, change what sellers do: more deals close as a
# > quarter ends. *Label: built in.*

# %% [markdown] predict-push
# ## *"Only today!"*
#
# Pressure works: more buyers sign. They are also less content, leave sooner and tell others. So over **two years**,
# does pressing buyers at every talk raise or lower Millwheel's profit?

# %% ask-push tags=["nbval-ignore-output"]
answers = ["raises it", "lowers it"]
sm.predict("05-4", "Full pressure over two years: Millwheel's profit", choices=answers)

# %% run-push
food = sm.company("local_restaurant")
years = {}
for name, shop in {"software": firm, "restaurant": food}.items():
    for pressure in [0, 1]:
        plan = shop.change(plan={"sales": {"pressure": pressure}})
        run = sm.simulate(plan, months=24, seed=5)
        years[f"{name}, pressure {pressure}"] = run
totals = sm.metrics.totals(years)
sm.show(totals)

# %% compare-push
calm, pressing = totals["profit"].iloc[:2]
sm.predicted("05-4", answers[int(pressing < calm)])

# %% [markdown] explain-push
# Textbooks say that pressure loses in the end. At Millwheel it does not, in our model. At the restaurant it does: a guest
# decides every few weeks whether to come back, a customer of Millwheel once a year.
#
# > **Claim S10** · Pressing buyers closes more deals this quarter, and in the long run loses more than it won.
# > *Label: emerges. Verdict at Millwheel: **not shown**. More sign at once, and customers are less content (12 points of
# > 100). But the loss in the long run does not come, rather the opposite: after three years, too, the firm has more
# > customers and has earned more. How much a pressed buyer minds is our assumption.*

# %% [markdown] think-push
# **Stop and think.** At Millwheel pressure pays. Would you press? Give one reason from the table, and one that no table
# holds.

# %% [markdown] sources
# ## Who picks up the telephone?
#
# Sellers also find buyers themselves. A **cold call** goes to somebody who may never have heard of the firm, a **warm
# call** to somebody who was interested or was a customer once. The same spare hours, spent on each:

# %% run-calls
hours = {"no calls": (0, 0), "cold calls": (0.8, 0), "warm calls": (0, 0.8)}
years = {}
for name, (cold, warm) in hours.items():
    calls = {"cold_calls": cold, "warm_calls": warm}
    plan = firm.change(plan={"sales": {"calls": calls}})
    years[name] = sm.simulate(plan, months=12, seed=5)
sm.show(sm.metrics.totals(years))

# %% show-sources
sm.show(sm.charts.sources(year))

# %% [markdown] explain-calls
# Warm calls find fewer leads than cold ones, and more customers. What makes a call warm was Anouk's work, months before.
# Look at the picture, too: webinars (talks on the web) bring the small firms, calls and events the large ones.
#
# > **Claim S11** · Calling somebody to whom the firm's name means something leads to a sale more often, and for less
# > money and time, than calling a stranger. *Label: built in.*
# >
# > **Claim S08** · A software firm's webinars and articles bring in small firms above all; sellers who show the buyer's
# > own orders win them as subscribers. *Label: built in: who watches webinars is our assumption. In the experiment,
# > advice won 4 points more of the first contacts.*

# %% [markdown] other-chair
# ## In the other chair
#
# - *You are Anouk.* Which three doubts would you answer in an article, so that Dario's people need not?
# - *You are Dario.* What do you know from 200 talks that Anouk cannot see in any of her numbers?
# - *You are Rashid.* A seller says that the price holds until Friday. What do you ask?

# %% [markdown] wild
# ## In real firms
#
# | what was measured | what came out | source | how far to trust it |
# |---|---|---|---|
# | when firms book their sales | sales peak at the end of the fiscal year, when targets are due | Oyer, *Quarterly Journal of Economics*, 1998 | high: many industries |
# | pay by results, when a firm changed to it | output for each worker rose by 44 %: half of it as each did more, half by who came and who stayed | Lazear, *American Economic Review*, 2000 | high, but for fitting windscreens, not for selling |
# | leads called within an hour, against later | contacts were much likelier to lead to a real talk | Oldroyd, McElheran, Elkington, *Harvard Business Review*, 2011 | low to medium: firms that call early may differ in more than that, and one author sold software for calling |

# %% quiz tags=["nbval-ignore-output"]
sm.quiz("05")

# %% [markdown] key-points
# ## Key points
#
# - A sale is a row of small yeses. Each step has its own hours, losses and skill, and most buyers say no.
# - Prepared answers win more than charm: they cost work before the talk, often marketing's.
# - The way to sell follows from the product: advice where there is much to understand.
# - A discount is paid out of the margin. Where the margin is thin, none may be best.
# - Pressure and targets move signatures. Whether they pay depends on who has to come back.
#
# **New words:** objection, prospecting, qualifying, follow-up, consultative selling, discount, margin, quota,
# commission, accelerator, cold call, warm call, webinar. Ask for any of them: `sm.glossary("quota")`.
#
# **Next:** [worksheet 05](../exercises/05_selling.ipynb), or back to the [overview](../index.ipynb).
