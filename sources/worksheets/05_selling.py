# %% [markdown] title
# # Worksheet 05 · What happens between a lead and a signature?
#
# *30 minutes. You need: [lesson 05](../notebooks/05_selling.ipynb).*
#
# Six tasks: five are checked at once, the sixth is a short essay. Replace the blank `____` behind each `=` by your
# answer, run that cell, and run the check below it. A wrong answer costs nothing.
#
# For a hint, add a cell with the **+** at the top of the page and run `sm.hint("ex05-1")` in it; ask again for the
# next one.
#
# Tasks 3 and 4 can be answered by a line of code **or** read off the deal desk: both count the same.

# %% import
import salesmark as sm
from salesmark import ____  # leave this line as it is

# %% [markdown] task-1
# ## 1 · In which order?
#
# Put the six steps of a sale (claim S01) into the order in which one buyer meets them:
# presenting, closing, prospecting, after-sale service, qualifying, handling objections.
# Write them as a list, the first one first: `["...", "...", ...]`.

# %% answer-1
### BEGIN SOLUTION
steps = ["prospecting", "qualifying", "presenting", "handling objections", "closing", "after-sale service"]
### END SOLUTION

# %% check-1
sm.check("ex05-1", steps)

# %% [markdown] task-2
# ## 2 · One training for all
#
# A group owns two firms. *Nail & Screw* sells screws by the box: nothing to explain. *Deepwell* plans water works:
# much to explain. The head of sales sends both teams to a course in long, advising talks (claim S09).
# What do you expect?
#
# - `"both win more"`
# - `"screws win more, water works fewer"`
# - `"water works win more, screws fewer"`
# - `"nothing changes"`

# %% answer-2
### BEGIN SOLUTION
expected = "water works win more, screws fewer"
### END SOLUTION

# %% check-2
sm.check("ex05-2", expected)

# %% [markdown] own-buyers
# ## Your own buyers
#
# From here on the buyers are yours: your seed gives their needs, doubts and luck, and nobody else in the room has the
# same 200. The next cell sells to them in two ways: as today, and with an answer to every doubt. It shows nothing: you
# ask it by a line of code, or ask the desk below.

# %% run-own
firm = sm.company("software_company")
seed = sm.my_seed()
plans = {"today": firm, "prepared": (firm, {"answers": True})}
deals = sm.play_deals(plans, seed=seed)
today, prepared = deals.loc["today"], deals.loc["prepared"]

# %% [markdown] desk-intro
# `today["won"]` is the number of deals won today; `today["share_won"]`, `today["hours"]` (for each deal won) and
# `prepared["won"]` go the same way. On the desk: change *Show* to *200 deals*, and read the words below the picture.

# %% desk tags=["nbval-ignore-output"]
sm.widgets.deal_desk(firm, seed=seed)

# %% [markdown] task-3
# ## 3 · What answers are worth
#
# How many more of your 200 buyers sign if sellers come with an answer to every doubt (claim S04)?

# %% answer-3
### BEGIN SOLUTION
extra = prepared["won"] - today["won"]
### END SOLUTION

# %% check-3
sm.check("ex05-3", extra)

# %% [markdown] task-4
# ## 4 · What a signature costs
#
# An hour with a buyer costs Millwheel €75. How many euros of sellers' time does one deal take on average *today*, all
# talks with those who said no included (claim S05)? Round as you like: within €40 is right.

# %% answer-4
### BEGIN SOLUTION
cost = 75 * today["hours"]
### END SOLUTION

# %% check-4
sm.check("ex05-4", cost)

# %% [markdown] task-5
# ## 5 · Decide
#
# Three proposals for Millwheel lie on the table. Dario wants to give buyers all the discount they ask for. The owner
# wants to press at every talk. Anouk wants her desk to prepare an answer to every doubt.
# The table shows your 200 buyers under each of them.

# %% proposals
moves = {"all the discount": {"discount": 0.25}}
moves |= {"press at every talk": {"every_step": "advise, and push"}}
moves |= {"answer every doubt": {"answers": True}}
plans = {name: (firm, move) for name, move in moves.items()}
sm.show(sm.play_deals({"today": firm} | plans, seed=seed))

# %% [markdown] question-5
# Which proposal brings the most **profit** for each buyer who comes? (The column counts the goods, not wages.)

# %% answer-5
### BEGIN SOLUTION
decision = "answer every doubt"
### END SOLUTION

# %% check-5
sm.check("ex05-5", decision)

# %% [markdown] reasons-5
# Now argue it, in three to five sentences: What did you gain, and what did you give up? Which cost is not in the table?
# Which of the two desks has more work tomorrow? What would change your mind?
#
# (Double-click this box to write, Shift + Enter when you are done.)
#
# ### BEGIN SOLUTION
# Answers bring the most profit, and each signature takes fewer hours, as fewer demonstrations are held for nothing.
# Satisfaction stays about where it was; pressing wins some deals, too, and spoils it. The table leaves out what answers
# cost: Anouk's people have to write, film and ask customers, and somebody must keep it up to date. So marketing has
# more work tomorrow, and sales must say which doubts come up. I would think again if buyers raised few doubts, or if an
# answer cost more than a seller's hour saved.
# ### END SOLUTION

# %% [markdown] task-6
# ## 6 · In the buyer's chair
#
# Remember a purchase in which somebody tried to sell you something face to face, by telephone or by video. Write half a
# page: the steps that you went through, the doubt that you had, what the seller did with it, and how you thought of the
# firm a month later (claim S10).
#
# | | 0 | 1 | 2 |
# |---|---|---|---|
# | steps | one or two | most, in order | all, with how long each took |
# | the doubt | not named | named | named, with what would have answered it |
# | method and pressure | not said | said what the seller did | said what suited you, and what did not, and why |
# | a month later | not said | said how you felt | said what you did: came back, told somebody, stayed away |
#
# (Double-click this box to write.)
#
# ### BEGIN SOLUTION
# *One answer of many.* I wanted a contract for my telephone. First contact: I was asked within a minute which of two
# tariffs I wanted, not what I use (no qualifying). I had a doubt: does it work in the train? The seller said that
# everybody is content. A map of the network would have answered it. Then came the price, and that it held only today.
# I signed after twenty minutes, and was annoyed before I was home. A month later I sat in the train without a network,
# and told two colleagues. When the contract ended I left without asking for an offer. Two questions at the start and an
# honest answer would have kept me.
# ### END SOLUTION

# %% [markdown] end
# ## Done
#
# Run `sm.progress()` to see what you have finished. Back to [lesson 05](../notebooks/05_selling.ipynb) or
# to the [overview](../index.ipynb).
