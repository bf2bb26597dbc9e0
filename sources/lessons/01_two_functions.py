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
# Who is right? You sort the work, you look at a year, and then you decide.

# %% card
sm.widgets.company_card(sm.company("car_dealer"))

# %% [markdown] meanings
# ## The two words
#
# A **claim** is a sentence that textbooks say. Its **label** says what a test of it is worth. *Practised*: you do it,
# there is nothing to prove. *Built in*: we put it into the model, and you see how large it is.
#
# > **Claim D01** · Marketing learns what people need, makes an offer of it and gets them curious. Sales makes customers
# > of the curious. *Label: practised, in the game below.*
#
# > **Claim D03** · Selling happens between people who know each other's names: a seller convinces, bargains, settles
# > the deal and stays in touch. *Label: practised, in the game and in the worksheet.*

# %% words
sm.glossary("marketing", "sales")

# %% [markdown] mix
# ### More than adverts
#
# Product, price, place and promotion are called the **marketing mix**. Adverts are only a part of the fourth.
#
# > **Claim D02** · Marketing is more than adverts. Finding things out, shaping the product, setting its price and
# > choosing where it can be bought belong to it too. *Label: practised, in the game and in the worksheet.*

# %% mix-words
sm.glossary("marketing mix")

# %% [markdown] play
# ## Play: the sorting game
#
# Thirty cards, each a piece of work at Harbour Motors. Whose is it? Click the card, then press **M** (marketing's
# desk), **S** (sales') or **B** (both). The arrow keys change the card. Buttons and the mouse do the same.
#
# 1. Sort all thirty. Which did you get wrong at first, and what did you take them for?
# 2. Five cards are *disputed*: sources disagree. Which ones? What have they in common?
# 3. Take three cards of each desk. Which one question, asked of each, would have sorted them?

# %% game tags=["nbval-ignore-output"]
game = sm.widgets.sorting_game()
game

# %% [markdown] sorted
# When you are done, look at how we sort them. One mark is one card:

# %% show-desks
sm.show(sm.charts.desks(game.table))

# %% [markdown] question
# The question that sorts most cards: **is this about many, or about one whose name I know?** What needs the knowledge
# of both belongs to both. Where even that question leaves doubt, the sources quarrel, too.

# %% [markdown] table
# ## Your own table of ten respects
#
# > **Claim D04** · In ten respects, from the day's work, the tools and the yardsticks to how far ahead they look and
# > where on the customer's way they stand, the two desks can be told apart. *Label: practised, here.*
#
# Three words of that table first:

# %% table-words
sm.glossary("lead", "win rate", "cycle length")

# %% [markdown] fill-intro
# Choose for each respect what is marketing's and what is sales'. One of the three phrases is nobody's. Press **Check
# the table** as often as you like: what is right is kept, and comes back in later lessons.

# %% fill tags=["nbval-ignore-output"]
sm.two_desks()

# %% [markdown] table-so-far
# Now the nephew has his answer. You could give it with any row of your table:
#
# > **Claim D09** · In everyday talk the two words stand for one thing. Both desks want the sale in the end, but they do
# > different work, with different people, and count different things. *Label: practised: it is your table.*
#
# (A "–": nothing right was chosen yet. Come back to this cell when you have filled in more.)

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
# Adverts met five times as many people as the sellers did. A talk costs nine times as much as a noticed advert, and
# ends in a sale eleven times as often. So for each sale they cost €1,290 and €1,055.
#
# > **Claim D05** · An advert meets thousands at once, a seller one buyer at a time. A noticed advert costs about a
# > tenth of a seller's talk, and ends in a purchase about a tenth as often. *Label: built in, by
# > assumed prices, hours and wages.*
#
# In 8 other runs, in a smaller town, a noticed advert cost 12 % of a talk and sold 10 % as often; without the wages of
# Ingrid's team it cost 8 %. Adverts that nobody noticed are not counted. **Ask what was counted** before you repeat
# such a figure.

# %% [markdown] think-twice-counted
# **Stop and think.** Adverts are credited with 239 sales, talks with 459. Did Harbour Motors sell 698 cars?

# %% [markdown] predict-films
# ## Work that a film can do
#
# Once a buyer learnt from the seller how leasing works. Today a film on the website can say it. Ingrid wants €1,200 a
# week for such **content** (texts and films that explain), where €200 are spent now. The two desks plan together
# which questions the films answer.
#
# Today the sellers work about 12 hours with buyers for each of the 459 cars that they sell. By how many percent does
# that change?

# %% ask-films tags=["nbval-ignore-output"]
question = "With films: sellers' hours for each car sold change by"
sm.predict("01-2", question, low=-80, high=80, unit="%")

# %% [markdown] films-intro
# Two plans: films that Ingrid makes nearly alone, as today, and films that both desks plan together. You need not read
# the next two cells. A **first contact** is a seller's first talk with a lead.

# %% run-films
films = {"marketing": {"effort": {"content": 1200}}}
alone = dealer.change(plan=films)
together = alone.change(plan={"agreement": {"content_plan": 1}})
years = {"today": run}
years["films, made alone"] = sm.simulate(alone, months=12, seed=3)
years["films, planned together"] = sm.simulate(together, months=12, seed=3)

# %% show-films
hours = sm.metrics.totals(years)[["first_contacts", "new_customers", "profit"]]
worked = [year.weekly["hours_worked"].sum() for year in years.values()]
hours["hours_a_sale"] = worked / hours["new_customers"]
sm.show(hours)

# %% compare-films
before, _, after = hours["hours_a_sale"]
sm.predicted("01-2", round(100 * (after / before - 1)), unit="%", near=3)

# %% [markdown] explain-films
# ### Not by itself
#
# Made alone, the films sell a few more cars, but each takes about as long as before. Planned together, they answer
# what the sellers are asked: of the same 2,843 first contacts 521 end in a sale, not 476. Fewer talks are in vain.
#
# > **Claim D07** · Content that explains an offer does work that sellers did once: with more of it, each sale takes
# > fewer hours of talk. *Label: built in.* In 8 other runs, in a smaller town: 3.5 % fewer with today's little planning
# > (anything from 0.5 to 6.5 fits these runs), 6 % fewer with full planning, and 5 % **more** with none. The claim needs its condition.

# %% [markdown] think-profit
# **Stop and think.** In the row *films, made alone* there are more customers than today, and less profit. How can both
# be true?

# %% [markdown] dispute
# ## Where sources disagree: whose is the customer?
#
# > **Claim D06** · Writers disagree on whose the customer is: some give marketing the lasting bond and sales the single
# > deal, others give the bond to sales. John Jantsch leaves the message to marketing and the bond to sales.
# > *Label: practised. You argue both sides, from a run.*
#
# Let two years pass. Customers leave: they move away, or choose another make. Some come back. Who wins back more of
# them: the adverts, or the sellers' calls?

# %% ask-bond tags=["nbval-ignore-output"]
question = "Who wins back more of the customers who had left?"
sm.predict("01-3", question, choices=["adverts", "sellers' calls"])

# %% [markdown] bond-intro
# Three plans: today's; one without open days and radio, which speak to former customers; one without **warm calls** (a
# seller rings somebody who knows the firm).
#
# How to read the table: *left* counts how often a customer left, *back by ...* how often a former customer took an
# interest again, and through whom. (More come back than left: 2,104 had left before these two years began.)
# *New advocates* are customers who began to recommend the firm; *satisfied* is an average from 0 to 1.

# %% run-bond
silent = dealer.change(plan={"marketing": {"budget": {"events": 0, "radio": 0}}})
no_calls = dealer.change(plan={"sales": {"calls": {"warm_calls": 0}}})
two_years = {"today": sm.simulate(dealer, months=24, seed=3)}
two_years["no open days, no radio"] = sm.simulate(silent, months=24, seed=3)
two_years["no calls"] = sm.simulate(no_calls, months=24, seed=3)

# %% show-bond
bonds = sm.bonds(two_years)
sm.show(bonds)

# %% compare-bond
today = bonds.loc["today"]
calls_win = today["back_by_calls"] > today["back_by_adverts"]
sm.predicted("01-3", "sellers' calls" if calls_win else "adverts")

# %% [markdown] explain-bond
# ### Both could quote this table
#
# *Viktor:* "My calls bring back more than all adverts. And when the adverts fall silent, my people bring back 751,
# not far from what both did before. The bond is ours."
#
# *Ingrid:* "Stop calling, and the adverts bring back more than before. And without open days and radio, fewer customers
# recommend us. The bond is ours."

# %% [markdown] think-bond
# **Stop and think.** Which number of the table would you hold against Viktor, and which against Ingrid? You decide in
# the worksheet.

# %% [markdown] trades
# ## The same wish, other ways
#
# > **Claim D10** · A coat, a clean office, a car or advice: whoever sells wants the buyer's yes. Only the way to it
# > changes with the trade. *Label: practised, in the quiz.*
#
# Here are the steps of a sale at four firms of this course. What have the first steps in common, and what the last?

# %% show-trades
for name in ["clothing_store", "cleaning_service", "car_dealer", "consulting_firm"]:
    firm = sm.company(name)
    steps = ", ".join(firm.process).replace("_", " ")
    print(f"{firm.title}: {steps}")

# %% [markdown] why
# ## Why bother?
#
# > **Claim D08** · Knowing which desk does what helps a firm to divide its money, a beginner to choose a job, a founder
# > to hire, and a buyer to notice what is being tried. *Label: practised, in the worksheet's essay.*
#
# - **A firm**: a queue in the showroom is not mended by adverts.
# - **A beginner**: do you like to find out about many, or to talk with one?
# - **A founder**: the first person you hire cannot do all ten rows of your table well.
# - **A buyer**: the rate on the radio was written for everybody; "only today" was said for you.

# %% [markdown] other-chair
# ## In the other chair
#
# - *You are Ingrid.* Viktor says: "Your desk costs €308,000 and sells nothing." Answer with two numbers of this page.
# - *You are Viktor.* Ingrid says: "A talk costs nine times as much as an advert." Answer with one number.
# - *Both.* Which three questions should the next film answer? Who knows them?

# %% [markdown] wild
# ## In real firms
#
# How much more is sold if a firm does 1 % more of something? Two large studies collected what had been measured:
#
# | 1 % more | sales rise by | source | how far to trust it |
# |---|---|---|---|
# | advertising, in the short run | 0.12 % | Sethuraman, Tellis, Briesch, *Journal of Marketing Research*, 2011 | medium to high: 751 measurements, few of them experiments |
# | advertising, in the long run | 0.24 % | the same | medium: fewer measurements |
# | selling effort | 0.34 % | Albers, Mantrala, Sridhar, *Journal of Marketing Research*, 2010 | medium: many are about medicines |
#
# Both work, and adverts go on working after the first season. Neither study says which is cheaper.

# %% quiz tags=["nbval-ignore-output"]
sm.quiz("01")

# %% [markdown] key-points
# ## Key points
#
# - Ask: is it about many, or about one whose name I know? That sorts most of the work.
# - Marketing is more than adverts: product, price, place, promotion, and finding out.
# - A noticed advert is cheap and rarely sells; a talk is dear and often does. Ask what was counted.
# - Content saves sellers' hours where both desks choose what it answers.
# - Who owns the relationship is disputed, and one table can serve both sides. Say which number would change your mind.
#
# **New words:** claim, marketing, sales, marketing mix, lead, win rate, cycle length, contact, first contact, content,
# warm call, advocate. Ask for any of them: `sm.glossary("marketing mix")`.
#
# **Next:** [worksheet 01](../exercises/01_two_functions.ipynb), then [lesson 02](02_customer_journey.ipynb), or back to
# the [overview](../index.ipynb).
