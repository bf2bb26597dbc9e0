# %% [markdown] title
# # salesmark
#
# **What textbooks say about sales and marketing becomes an experiment that you run.**
# You change one thing in a company, let a year pass, and see what happens to its customers and its money.
#
# New here? Open [lesson 00](notebooks/00_start_here.ipynb). It assumes nothing.

# %% [markdown] lessons
# ## The lessons
#
# | no | lesson | question | minutes | worksheet |
# |---|---|---|---|---|
# | 00 | [Start here](notebooks/00_start_here.ipynb) | How does this course work, and who are the companies? | 20 | – |
# | 01 | [Two functions, two desks](notebooks/01_two_functions.ipynb) | What does marketing do, what does sales do, and where do the sources disagree? | 40 | [30 minutes](exercises/01_two_functions.ipynb) |
# | 02 | [The customer's journey](notebooks/02_customer_journey.ipynb) | Who owns the customer, and when? | 45 | [30 minutes](exercises/02_customer_journey.ipynb) |
# | 03 | [Teams and roles](notebooks/03_teams_and_roles.ipynb) | Who does the work, and with what skills and tools? | 45 | [30 minutes](exercises/03_teams_and_roles.ipynb) |
# | 04 | [Marketing: the long game](notebooks/04_marketing_long_game.ipynb) | Why does marketing pay later, and which channel pays best? | 50 | [35 minutes](exercises/04_marketing_long_game.ipynb) |
# | 05 | [Selling](notebooks/05_selling.ipynb) | What happens between a lead and a signature? | 50 | [30 minutes](exercises/05_selling.ipynb) |

# %% [markdown] how
# ## How a lesson goes
#
# **Predict** what will happen. **Run** the company. **Compare.** **Play** with the lab. Answer the **quiz**.
# Then open the worksheet: five tasks that are checked at once, with hints, and a short essay.

# %% [markdown] progress-intro
# ## Your progress
#
# Run the cell below (click into it, hold Shift, press Enter). Nobody but you sees it: it is kept on this computer.

# %% progress tags=["nbval-ignore-output"]
import salesmark as sm

sm.progress()
