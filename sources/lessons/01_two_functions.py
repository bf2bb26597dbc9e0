# %% [markdown] title
# # 01 · Two functions, two desks
#
# *40 minutes here, 30 for the worksheet. You need: [lesson 00](00_start_here.ipynb).*
#
# When you are done you can
#
# - **sort** what a firm does to market and to sell, and give a reason
# - **compare** the two desks in ten respects
# - **predict** what an advert and a talk cost and bring, and check it
# - **argue** both sides where sources disagree, from the figures of a run

# %% import
import salesmark as sm

# %% [markdown] story
# ## A quarrel about a good year
#
# Harbour Motors sells new and used cars at the edge of town. It was a good year.
#
# Ingrid, who runs marketing: *"Forty thousand times somebody noticed us. That sold the cars."*
#
# Viktor, who runs sales: *"No advert ever took anybody for a test drive. We sold the cars."*
#
# The owner's nephew: *"Sales, marketing, is that not the same?"*
#
# Who is right? Below you sort the work, then look at a year, and then decide.

# %% card
sm.widgets.company_card(sm.company("car_dealer"))

# %% [markdown] meanings
# ## The two words
#
# A **claim** is a sentence that textbooks say. Each has an id and a label. *Practised* means: you do it, there is nothing
# to prove. *Built in* means: we put it into the model, and you see how large it is.
#
# > **Claim D01** · Marketing learns what people need, makes an offer of it and gets them curious. Sales makes customers
# > of the curious. *Practised, in the game below.*
#
# > **Claim D03** · Selling happens between people who know each other's names: a seller convinces, bargains, settles
# > the deal and stays in touch. *Practised, in the game and in the worksheet.*
#
# > **Claim D09** · In everyday talk the two words stand for one thing. Both desks want the sale in the end, but they do
# > different work, with different people, and count different things. *Practised, in the table below.*

# %% words
sm.glossary("marketing", "sales", "marketing mix")

# %% [markdown] mix
# ### More than adverts
#
# > **Claim D02** · Marketing is more than adverts. Finding things out, shaping the product, setting its price and
# > choosing where it can be bought belong to it, too. *Practised, in the game and in the worksheet.*
#
# The four parts product, price, place and promotion are called the **marketing mix**. Adverts are only a part of
# the fourth. So expect a few cards that do not look like marketing at first.

# %% [markdown] play
# ## Play: the sorting game
#
# Thirty cards, each something that is done at Harbour Motors. Whose work is it? Click the card. Then **M** lays it on
# marketing's desk, **S** on sales', **B** on both. The arrow keys change the card. Buttons and the mouse do the same.
#
# 1. Lay all thirty. Which did you get wrong at first, and what did you take them for?
# 2. Five cards are *disputed*: sources disagree. Which ones? What have they in common?
# 3. Take three cards of each desk. Which one question, asked of each, would have sorted them?

# %% game tags=["nbval-ignore-output"]
game = sm.widgets.sorting_game()
game

# %% [markdown] sorted
# When you are done, look at how we sort them:

# %% show-desks
sm.show(sm.charts.desks(game.table))

# %% [markdown] question
# The question that sorts most cards: **is this about many, or about one whose name I know?** What needs the knowledge
# of both belongs to both. Where even that question leaves doubt, the sources quarrel, too.

# %% [markdown] table
# ## Your own table of ten respects
#
# > **Claim D04** · In ten respects, from the day's work, the tools and the yardsticks to how far ahead they look and
# > where on the customer's way they stand, the two desks can be told apart. *Practised, here.*
#
# Choose for each respect what is marketing's and what is sales'; one of the three phrases is nobody's. Check as often
# as you like. What is right is kept, and comes back in later lessons.

# %% fill tags=["nbval-ignore-output"]
sm.two_desks()

# %% [markdown] table-so-far
# Your table as it is kept. Later you put figures from your own runs beside it. (The published page shows it filled in;
# yours has a "–" where nothing right was chosen yet.)

# %% show-table
sm.show(sm.two_desks_table())

# %% [markdown] predict-cost
# ## Predict first: an advert and a talk
#
# A **contact** is one moment at which the firm meets a person. For Ingrid it is an advert that somebody *noticed*. For
# Viktor it is a talk: an enquiry, a test drive, an offer, a negotiation. Each desk's costs are all that it spends,
# wages included.
#
# How many times as much as a noticed advert does a talk cost?

# %% ask-cost tags=["nbval-ignore-output"]
question = "A talk costs so many times what a noticed advert costs"
sm.predict("01-1", question, low=1, high=1000, unit="times")

# %% [markdown] run-intro
# One year, from January to December. `seed=3` fixes the dice: you get the same year as everybody else.

# %% run-year
dealer = sm.company("car_dealer")
run = sm.simulate(dealer, months=12, seed=3)

# %% show-contacts
sm.show(sm.charts.contacts(run))

# %% compare-cost
table = sm.journeys.contacts(run)
advert, talk = table["cost_of_one"]
sm.predicted("01-1", round(talk / advert), unit="times", near=2)

# %% show-contacts-table
sm.show(table)

# %% [markdown] explain-cost
# ### What happened?
#
# Adverts met five times as many people as the sellers did, for a fraction of the money each. But very few adverts end
# in a sale. The two gaps nearly cancel out: cheap and rarely, dear and often.
#
# > **Claim D05** · An advert meets thousands at once, a seller one buyer at a time. A noticed advert costs about a
# > tenth of a seller's talk, and ends in a purchase about a tenth as often. *Built in: prices, hours and wages are
# > our assumptions.*
#
# In four other years (seeds 0 to 3, half the people) it is 12 % of the cost and 10 % of the sales. Leave the wages of Ingrid's team out, and the cost falls to 8 %. **Ask what was counted** before you
# repeat such a figure.

# %% [markdown] predict-films
# ## Work that moved
#
# Once a buyer learnt from the seller how leasing works. Today a film on the website can say it. Ingrid wants €1,200 a
# week for such **content** (texts and films that explain), where €200 are spent now. The two desks plan together
# which questions the films answer.
#
# Today the sellers need about 12 hours of talks for each car that they sell. By how many percent does that change?

# %% ask-films tags=["nbval-ignore-output"]
question = "With films: sellers' hours for each car sold change by"
sm.predict("01-2", question, low=-80, high=80, unit="%")

# %% [markdown] films-intro
# Two plans: films that Ingrid makes alone, and films that both desks plan together.

# %% run-films
films = {"marketing": {"effort": {"content": 1200}}}
alone = dealer.change(plan=films)
together = alone.change(plan={"agreement": {"content_plan": 1}})
years = {"today": run}
years["films, made alone"] = sm.simulate(alone, months=12, seed=3)
years["films, planned together"] = sm.simulate(together, months=12, seed=3)

# %% show-films
hours = sm.metrics.totals(years)[["new_customers", "profit"]]
worked = [year.weekly["hours_worked"].sum() for year in years.values()]
hours["hours_a_sale"] = worked / hours["new_customers"]
sm.show(hours)

# %% compare-films
before, _, after = hours["hours_a_sale"]
sm.predicted("01-2", round(100 * (after / before - 1)), unit="%", near=3)

# %% [markdown] explain-films
# ### Not by itself
#
# Films alone bring more people in, but each sale takes about as long as before: the buyers come with the old questions. Only
# where the sellers said *which* questions they hear do the films answer them, and the talks that fail get fewer. Look
# at the profit, too: made alone, the films do not even earn what they cost.
#
# > **Claim D07** · Content that explains an offer does work that sellers did once: with more of it, each sale takes
# > fewer hours of talk. *Built in.* In 8 other years (seeds 0 to 7, half the people): as many hours as before with today's
# > little planning (perhaps 2 % fewer, perhaps 2 % more), 7 % fewer with full planning. The claim needs its condition.

# %% [markdown] dispute
# ## Where sources disagree: whose is the customer?
#
# > **Claim D06** · Writers disagree on whose the customer is: some give marketing the lasting bond and sales the single
# > deal, others give the bond to sales. John Jantsch leaves the message to marketing and the bond to sales.
# > *Practised: you argue both.*
#
# Let three years pass. Customers leave: they move away, or choose another make. Some come back. Who wins back more of
# them: the adverts, or the sellers' calls?

# %% ask-bond tags=["nbval-ignore-output"]
question = "Who wins back more of the customers who had left?"
sm.predict("01-3", question, choices=["adverts", "sellers' calls"])

# %% [markdown] bond-intro
# Three plans: today's; one without open days and radio, which speak to former customers; one in which sellers ring
# nobody of their own accord.

# %% run-bond
silent = dealer.change(plan={"marketing": {"budget": {"events": 0, "radio": 0}}})
no_calls = dealer.change(plan={"sales": {"calls": {"warm_calls": 0}}})
three_years = {"today": sm.simulate(dealer, months=36, seed=3)}
three_years["no open days, no radio"] = sm.simulate(silent, months=36, seed=3)
three_years["no calls"] = sm.simulate(no_calls, months=36, seed=3)

# %% show-bond
bonds = sm.bonds(three_years)
sm.show(bonds)

# %% compare-bond
today = bonds.loc["today"]
calls_win = today["back_by_calls"] > today["back_by_adverts"]
sm.predicted("01-3", "sellers' calls" if calls_win else "adverts")

# %% [markdown] explain-bond
# ### Both could quote this table
#
# *Viktor:* "Today my calls bring back more than all adverts. And when the adverts fall silent, my people have time and
# bring back nearly as many as both did before. The bond is ours."
#
# *Ingrid:* "When you stop calling, the adverts go on bringing them back. And look at the advocates: without open days
# fewer customers recommend us. The bond is ours."
#
# Now you: which number of the table would you give Viktor, which Ingrid? Which sentence of theirs does the table *not*
# support? You decide in the worksheet.

# %% [markdown] trades
# ## The same wish, other ways
#
# > **Claim D10** · A coat, a clean office, a car or advice: whoever sells wants the buyer's yes. Only the way to it
# > changes with the trade. *Practised.*
#
# Here are the steps of a sale at four firms of this course. What is the first step everywhere, what is the last?

# %% show-trades
for name in ["clothing_store", "cleaning_service", "car_dealer", "consulting_firm"]:
    firm = sm.company(name)
    steps = ", ".join(firm.process).replace("_", " ")
    print(f"{firm.title}: {steps}")

# %% [markdown] why
# ## Why bother?
#
# > **Claim D08** · Knowing which desk does what helps a firm to divide its money, a beginner to choose a job, a founder
# > to hire, and a buyer to notice what is being tried. *Practised, in the worksheet's essay.*
#
# - **A firm**: a queue in the showroom is not mended by adverts.
# - **A beginner**: do you like to find out about many, or to talk with one?
# - **A founder**: the first person you hire cannot do all ten rows of your table well.
# - **A buyer**: the rate on the radio was written for everybody; "only today" was said for you.

# %% [markdown] other-chair
# ## In the other chair
#
# - *You are Ingrid.* Viktor says: "Your adverts cost €300,000 and sell nothing." Answer with two numbers of this page.
# - *You are Viktor.* Ingrid says: "A talk costs nine times as much as an advert." Answer with one number.
# - *Both.* Which three questions should the next film answer? Who knows them?

# %% [markdown] wild
# ## In real firms
#
# How much more is sold if a firm does 1 % more of something? Two large studies collected what had been measured:
#
# | 1 % more | sales rise by | source | how far to trust it |
# |---|---|---|---|
# | advertising, in the short run | 0.12 % | Sethuraman, Tellis, Briesch, *Journal of Marketing Research*, 2011 | high: 751 measurements |
# | advertising, in the long run | 0.24 % | the same | medium: fewer measurements |
# | selling effort | 0.34 % | Albers, Mantrala, Sridhar, *Journal of Marketing Research*, 2010 | medium: many are about medicines |
#
# Both work. Talks work more at once; adverts go on working. Neither study says which is cheaper.

# %% quiz tags=["nbval-ignore-output"]
sm.quiz("01")

# %% [markdown] key-points
# ## Key points
#
# - Ask: is it about many, or about one whose name I know? That sorts most of the work.
# - Marketing is more than adverts: product, price, place, promotion, and finding out.
# - A noticed advert is cheap and rarely sells; a talk is dear and often does. Ask what was counted.
# - Content takes over work of sellers only if both desks plan it.
# - Who owns the relationship is disputed, and one table can serve both sides. Say which number would change your mind.
#
# **New words:** marketing, sales, marketing mix, contact, content, warm call. Ask for any of them:
# `sm.glossary("marketing mix")`.
#
# **Next:** [worksheet 01](../exercises/01_two_functions.ipynb), then [lesson 02](02_customer_journey.ipynb), or back to
# the [overview](../index.ipynb).
