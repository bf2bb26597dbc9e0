# %% [markdown] title
# # 04 · Why does marketing pay later, and which channel pays best?
#
# *50 minutes here, 35 for the worksheet. You need: [lesson 02](02_customer_journey.ipynb).*
#
# When you are done you can
#
# - **predict** what is left of a firm's revenue months after its last advertisement, and say why
# - **explain** why the next euro in a channel brings less than the last one
# - **compare** what a channel seems to bring with what it brings
# - **choose** between spending more, asking another price, and being known for something

# %% import
import salesmark as sm

# %% [markdown] story
# ## The owner wants to save
#
# Saffron Table is a restaurant: fourteen tables in a side street, 6,000 people within an evening's walk.
#
# Lucia runs marketing. She spends €360 a week on four channels: posts, a listing, a newsletter, a chalkboard.
#
# Marco runs the waiters. *"Most evenings I see faces that I know. Do we need all those posts?"*
#
# The owner has an idea: **from January, not one euro for channels.** If guests still come, it was money wasted.

# %% [markdown] predict-silence
# ## Predict first
#
# Take the twelfth month without a euro. Set the revenue that Saffron Table would have had under today's plan at 100 %.
# How much of it is left?

# %% ask-silence tags=["nbval-ignore-output"]
question = "Revenue in month 12 of silence, as a share of today's plan"
sm.predict("04-1", question, low=0, high=100, unit="%")

# %% [markdown] run-silence-intro
# Two runs with the same people and luck: today's plan, and the owner's. `seed=4` fixes the dice.

# %% run-silence
house = sm.company("local_restaurant")
nothing = dict.fromkeys(house.channels, 0)
silent = house.change(plan={"marketing": {"budget": nothing}})
today = sm.simulate(house, months=36, seed=4)
silence = sm.simulate(silent, months=36, seed=4)

# %% show-silence
sm.show(sm.charts.beside(silence, today, name="silence"))

# %% compare-silence
revenues = [run.monthly["revenue"] for run in (silence, today)]
left = (100 * revenues[0] / revenues[1]).round().astype(int).tolist()
sm.predicted("04-1", left[11], unit="%", near=5)

# %% print-left
print("Left in months 1, 3, 12 and 36:", [left[month - 1] for month in (1, 3, 12, 36)])

# %% [markdown] explain-silence
# ### What happened?
#
# In January the owner seems to be right: of 100 euros, 93 still come in. What was spent before is still at work:
#
# - in **heads**: part of a post is still felt next week (the **carry-over**), and a name is forgotten slowly
# - at the **tables**: who came last year comes again
# - in **talk**: guests bring friends
#
# (What marketing still costs is wages.) A saving shows at once in the costs, and only later in the revenue. Whoever
# judges after a month judges last year's money.
#
# > **Claim M02** · Money for marketing still works months after it is spent; a name that is no longer heard is
# > forgotten. *Label: built in. How much of it lives on as guests, and not as memory, is worth a look.*

# %% [markdown] think-stores
# **Stop and think.** Heads, tables, talk: which of the three is empty first once nothing is spent, and which last?

# %% [markdown] channels
# ## Four channels, four characters
#
# *Left next week* is the carry-over: at 0.30, three tenths of what a euro did are still felt a week later.
# *Half reach at* says how many euros a week it takes to reach half of those whom the channel can reach.
# (*social* are the posts, *board* is the chalkboard.) *Leaves a trace* is the share of its contacts that can be counted
# afterwards, by a click or a code: that is **tracking**.
#
# Before you go on: find the cheapest channel, and the one that Lucia's computer knows nothing about.

# %% show-channels
sm.show(sm.tables.channels(house))

# %% [markdown] explain-channels
# The newsletter speaks to guests, not to strangers. The listing speaks to people who already look for a table. The
# chalkboard leaves no trace at all.
#
# > **Claim M01** · Channels differ in cost, in whom and how many they reach, and in how long they take.
# > *Label: built in. Friends who talk are one more channel, and the only one without a price.*

# %% [markdown] predict-second
# ## Twice the posts
#
# Lucia pays €200 a week for posts. Without them, Saffron would have fewer new guests.
# For every 100 new guests that these first €200 bring: how many more would a **second** €200 bring?

# %% ask-second tags=["nbval-ignore-output"]
question = "For 100 guests by the first €200, guests by the second"
sm.predict("04-2", question, low=0, high=200, unit="guests")

# %% run-second
posts = {}
for euros in (0, 200, 400):
    plan = {"marketing": {"budget": {"social": euros}}}
    posts[f"€{euros}"] = sm.simulate(house.change(plan=plan), months=12, seed=4)
table = sm.metrics.totals(posts)
sm.show(table)

# %% compare-second
none, once, twice = table["new_customers"]
second = 100 * (twice - once) / (once - none)
sm.predicted("04-2", round(second), unit="guests", near=10)

# %% [markdown] explain-second
# ### Less, not nothing
#
# The first euros reach those who are easy to reach. The next ones mostly meet people who have seen the post. That is
# **saturation**.
#
# So a channel has two **returns**. The *average* return looks back: all that it brought, divided by all that it cost. The
# *next* euro's return looks ahead. A plan is about the next euro.
#
# > **Claim M03** · The more a channel already gets, the less the next euro brings.
# > *Label: built in, as a curve. Where on the curve Lucia stands is for you to find out.*

# %% [markdown] think-next
# **Stop and think.** The second €200 brings 31 guests for every 100 by the first. Should Lucia spend it all the same, and
# which column of the table decides?

# %% [markdown] play
# ## Play: the channel mixer
#
# Three years pass at each move. The line is your mix, the dots are today's plan (at first the line covers them), and
# what is **shaded** is what the channels bring: the difference from a restaurant that never spends a euro.
#
# 1. Let *Spending stops* be *after 1 year*. How much of the shaded revenue comes after the last euro? Why so much?
# 2. Reset. Set one channel to 0, then another one instead. Which do you miss least? Read the *why* below the picture.
# 3. Spend €360 as Lucia does, but better. How much profit can you find in three years?

# %% mixer tags=["nbval-ignore-output"]
sm.widgets.channel_mixer(house, today, silence)

# %% [markdown] stop-intro
# Here is question 1 as a picture. (You need not read the code: after twelve months, the plan is the silent one.)


# %% run-stop
def plan_of(seen):
    return silent.plan if seen.months >= 12 else house.plan


stopped = sm.simulate(house, months=36, seed=4, policy=plan_of)

# %% show-stop
sm.show(sm.charts.beside(stopped, today, never=silence, stops=12, name="stopped"))

# %% print-after
brought = stopped.monthly["revenue"] - silence.monthly["revenue"]
after = 100 * brought[12:].sum() / brought.sum()
print(f"{after:.0f} % of what the spending brings comes after its last euro.")

# %% [markdown] mix-intro
# One answer to question 3: €60 a week move from the posts to the chalkboard. Try it.

# %% [markdown] hemline
# ## Another street: which channel pays best?
#
# The mixer shows what *would have been*. A real firm sees one year, once. What can it know?
#
# Hana runs marketing at Hemline, a clothing store. A week costs €400 for the newspaper, €150 for the shop window, €80
# for coupons by mail, €250 for social media. Two ways to find out what a channel returns:
#
# - **by trace**: each purchase goes to the last click, code or coupon of the 30 days before it
# - **by word**: Oskar, who runs the sales floor, has new customers asked how they heard of Hemline. Six in ten
#   remember it right
#
# Which of her four channels truly brings most revenue for each euro?

# %% ask-channel tags=["nbval-ignore-output"]
question = "The most revenue for each euro comes from"
names = ["newspaper", "window", "coupons", "social"]
sm.predict("04-3", question, choices=names)

# %% [markdown] run-returns-intro
# `returns` is what Hana can see: revenue for each euro, counted both ways. `worth` is what nobody ever sees: what would be
# missing in the same year, with the same luck, **without** that channel. (Both end in December.)

# %% run-returns
shop = sm.company("clothing_store")
year = sm.simulate(shop, months=12, seed=4)
returns = sm.tables.returns(year)
worth = year.truth.channel_worth(tail_months=0).set_index("channel")
returns["truly"] = worth["revenue"] / worth["spend"]
sm.show(returns, "Revenue for each euro spent: as it is counted, and truly")

# %% compare-channel
sm.predicted("04-3", returns["truly"].idxmax())

# %% [markdown] explain-returns
# ### The coupon that takes the credit
#
# By trace, coupons look like a miracle. They go to customers, many of whom would have come anyway: the coupon is
# merely the last thing in their hands. The window leaves no trace, so it seems to do nothing. By word is rough, but
# puts the window first.
#
# (One year is one draw. Under the seeds 4 to 8, the coupons' true figure lies anywhere from just below 0 to 10 euros.
# The window is first three times of five, the coupons twice.)

# %% [markdown] think-tail
# **Stop and think.** December cuts off what is still to come. Put `tail_months=3` in the cell above and run it again:
# how much more has each channel brought by March? Is a year long enough to judge them?

# %% [markdown] moved-intro
# Now Hana takes half of the money from the two channels that look worst and gives it to the one that looks best, once
# by what buyers say, once by traces. The budget stays the same.

# %% run-moved
moved = {
    "as buyers say": {"newspaper": 200, "social": 125, "window": 475},
    "as traces say": {"newspaper": 200, "window": 75, "coupons": 355},
}
hemline = sm.simulate(shop, months=24, seed=4)
runs = {"today": hemline}
for name, budget in moved.items():
    changed = shop.change(plan={"marketing": {"budget": budget}})
    runs[name] = sm.simulate(changed, months=24, seed=4)

# %% show-moved
sm.show(sm.tables.sums(runs, "profit"), "Profit, €")

# %% [markdown] verdict
# In year 1 the mistake hardly shows: what the window did before still works.
#
# > **Claim M04** · A firm that tracks cost and revenue by channel, and moves money to where the return looks best,
# > earns more. *Label: emerges. Verdict: it **depends on what is looked at**: by what buyers say it holds; by traces
# > the opposite comes out: it earns less than before.*
#
# `sm.claims["M04"].test()` in a cell of your own repeats it under several seeds.

# %% [markdown] both-desks
# ## Both desks at work
#
# Saffron Table again, with Marco's desk. His waiters could suggest a dessert at nine of ten bills (an **upsell**); today
# it is four of ten.
#
# The suggestions will pay in the first year. And in the third?

# %% ask-suggest tags=["nbval-ignore-output"]
question = "Profit by suggestions in year 3, against that of year 1"
sm.predict("04-4", question, choices=["more", "about as much", "less"])

# %% run-desks
suggest = house.change(plan={"sales": {"suggestions": 0.9}})
dessert = sm.simulate(suggest, months=36, seed=4)
runs = {"no channels": silence, "today": today, "dessert": dessert}
profits = sm.tables.sums(runs, "profit")
sm.show(profits, "Profit, €")

# %% compare-suggest
gain = profits.loc["dessert"] - profits.loc["today"]
change = gain["year_3"] / gain["year_1"] - 1
words = "less" if change < -0.25 else "more" if change > 0.25 else "about as much"
sm.predicted("04-4", words)

# %% [markdown] explain-desks
# ### Two clocks
#
# What the channels bring (*today* less *no channels*) grows from year to year: new guests come again. A dessert pays on
# the day. But who is pressed at each visit likes the evening a little less, and comes back less often: in the third
# year nothing is left of that gain.
#
# > **Claim M05** · Posts with an offer for the first visit fill seats, and a waiter who suggests a dessert adds to the
# > bill. *Label: built in. How long the dessert pays is not: it follows from who stays away.*

# %% [markdown] own-table
# ### Your table of two desks, in figures
#
# Your table from [lesson 01](01_two_functions.ipynb) again, this time with Saffron Table's three years. Read the rows
# *time frame* and *metrics*. (A "–": not filled in yet.)

# %% show-own-table
sm.show(sm.two_desks_table(today))

# %% [markdown] think-desks
# **Stop and think.** The owner judges both desks after one month. Which desk's metric can have moved by then, which one
# cannot, and what in the row *time frame* says so?

# %% [markdown] season
# ### The same two desks in a clothing shop
#
# > **Claim M08** · In a clothing shop, adverts in season and mailed coupons bring people in, and a belt that goes with
# > the dress makes the basket larger. *Label: built in.*
#
# Hemline's year in quarters, with and without newspaper, window and coupons. (The posts go on.) Before you run it: how
# much of the last quarter, with Christmas, do these three bring?

# %% run-season
without = {"newspaper": 0, "window": 0, "coupons": 0}
quiet = shop.change(plan={"marketing": {"budget": without}})
quiet_year = sm.simulate(quiet, months=12, seed=4)
runs = {"today": year, "no adverts, no coupons": quiet_year}
sm.show(sm.tables.sums(runs, "revenue", by="quarter"), "Revenue, €")

# %% [markdown] explain-season
# One euro in eight. The season comes by itself: also without adverts and coupons, the last quarter is the best. What
# they bring grows from quarter to quarter, as at Saffron Table.

# %% [markdown] think-belts
# **Stop and think.** And the belts: do they bring more in some quarters than in others? Put
# `shop.change(plan={"sales": {"suggestions": 0}})` in the place of what stands behind `quiet =` above, run that cell
# again, and read the second row as *no belt suggested*.

# %% [markdown] slow
# ## Not every lever is a channel
#
# Marketing decides more than budgets. What a firm is known for beside its rivals is its **positioning**: Hemline is known
# for advice, its rivals for low prices and for style. First, two plans that cost about the same:
#
# - a **look book**, which shows what goes with what: €200 a week more than today's €60
# - a **website**, too: €220 a week, and it serves people who are never in town

# %% ask-lever tags=["nbval-ignore-output"]
plans = ["today", "look book", "website"]
sm.predict("04-5", "Earns most in two years", choices=plans)

# %% run-levers
levers = {
    "look book": {"effort": {"content": 260}},
    "website": {"places": ["shop", "website"]},
}
runs = {"today": hemline}
for name, marketing in levers.items():
    plan = {"marketing": marketing}
    runs[name] = sm.simulate(shop.change(plan=plan), months=24, seed=4)
sm.show(sm.tables.sums(runs, "profit"), "Profit, €")

# %% compare-lever
totals = sm.metrics.totals(runs)
sm.predicted("04-5", totals["profit"].idxmax())

# %% [markdown] leads-intro
# With the look book, Hemline earns less than today in both years. Did it do nothing, then?

# %% show-levers
people = ["leads", "new_customers", "revenue"]
sm.show(totals[people])

# %% [markdown] explain-levers
# ### What each of them did
#
# The look book makes leads readier: more new customers from as many leads. So it works. It does not pay, in this shop,
# within two years and under this seed.
#
# The website serves people who would never have come to the shop: more leads and more buyers.
#
# > **Claim M06** · Leads who get useful content (**nurturing**) are ready sooner, doubt less and buy more often.
# > *Label: built in. Whether it pays is another question than whether it works.*

# %% [markdown] think-look-book
# **Stop and think.** In which shop would the look book pay? Change one thing about Hemline in your mind: its goods, its
# prices, or how many leads it has.

# %% [markdown] own-lever
# ### Your turn: six more plans
#
# - `{"effort": {"research": 240}}`: find out who needs what (today €40 a week)
# - `{"effort": {"community": 240}}`: a circle of regulars, a **community** (today €40)
# - `{"price": 104.5}`: everything a tenth dearer (today 95)
# - `{"quality": 1.1}`: better goods, which cost a tenth more to buy
# - `{"positioning": {"advice": 1.0}}`: known still better for advice, which only has to be decided
# - `{"positioning": {"advice": 0.33, "style": 0.33, "price": 0.33}}`: known for a bit of everything
#
# The cell tries the first. Then put the second behind `mine =`, run the cell again, and look at the rows *mine*. Go
# through all six. Before each run: will it earn more than today?

# %% run-own-lever
mine = {"effort": {"research": 240}}
own = sm.simulate(shop.change(plan={"marketing": mine}), months=24, seed=4)
both = {"today": hemline, "mine": own}
sm.show(sm.tables.sums(both, "profit"), "Profit, €")
sm.show(sm.metrics.totals(both)[people])

# %% [markdown] explain-efforts
# ### Those who ask, and those who care
#
# Research makes the offer fit more people: more buy, from slightly fewer leads. The circle of regulars makes customers
# talk: more leads. Both work, and neither has earned back what it costs after two years.
#
# > **Claim M07** · Finding out who needs what, and making the offer fit, helps at every stage.
# >
# > **Claim M10** · Looking after customers makes more of them recommend the firm, over years.
# >
# > *Label of both: built in.*

# %% [markdown] think-third-year
# **Stop and think.** Do these two pay in the third year? Put 36 for 24 in the cell above and where Hana moves the money,
# and run both cells again.

# %% [markdown] explain-offer
# ### Position, price, goods
#
# A name for advice adds four fifths to the profit: those who like it come back more often. A bit of everything is
# nothing in particular, and halves it. A dearer shop keeps more of each sale and loses sales: two fifths are gone.
# Better goods cost at once and win people slowly: a loss in both years, a smaller one in the second.
#
# > **Claim M09** · A firm that stands for one thing that its rivals do not stand for is preferred and can ask more.
# > *Label: built in; that nobody loses interest in the old strengths is a weakness of our model.*
# >
# > **Claim M11** · What is sold, at what price and where is for marketing to decide, too.
# > *Label: built in. How shoppers here answer to the price is set after published studies (see below).*

# %% [markdown] other-chair
# ## In the other chair
#
# - *You are Lucia.* The owner wants to know after four weeks whether the posts work. What do you show instead?
# - *You are Marco.* Guests tell your waiters what they came for. What would you write down, for whom, how often?
# - *You are Oskar.* Hana wants to cut the window display because it "does nothing". What do you ask her?

# %% [markdown] wild
# ## In real firms
#
# | what was measured | figure | source | how far to trust it |
# |---|---|---|---|
# | sales, for 1 % more advertising: soon, and in the long run | 0.12 % and 0.24 % more | Sethuraman, Tellis, Briesch, *Journal of Marketing Research*, 2011 | medium to high: hundreds of estimates, few of them from experiments |
# | clicks lost when eBay stopped adverts on searches for its own name | under 1 %: nearly all came by the free link | Blake, Nosko, Tadelis, *Econometrica*, 2015 | high: an experiment; one very well-known firm |
# | units sold, for 1 % lower prices | 2.6 % more | Bijmolt, van Heerde, Pieters, *Journal of Marketing Research*, 2005 | high: 1,851 estimates, most of them for groceries and brands |
# | visitors in two weeks, without and with an e-mail | 11 % without, 15 to 18 % with | Hillstrom, e-mail test of 64,000 customers, 2008 | high: drawn by lot; one shop |
#
# The long run is worth about twice the short. And the last click is not the cause: most of those who got an e-mail
# and came would have come without it.

# %% quiz tags=["nbval-ignore-output"]
sm.quiz("04")

# %% [markdown] key-points
# ## Key points
#
# - Marketing fills stores that empty slowly: memory, guests, talk. So it pays later, and its absence hurts later.
# - Each channel saturates. Ask what the *next* euro brings.
# - A trace is not a cause. What leaves the most traces is often what people meet last.
# - The surest test is to leave a channel out, for some people or for some weeks.
# - One clear difference, price, goods and place are marketing, too. They can move more than a budget, up or down.
#
# **New words:** carry-over, saturation, return, tracking, upsell, nurturing, community, positioning. Ask for any of
# them: `sm.glossary("saturation")`.
#
# **Next:** [worksheet 04](../exercises/04_marketing_long_game.ipynb), or back to the [overview](../index.ipynb).
