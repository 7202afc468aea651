"""Knows the number of the fold: which one made the stored cards, shop and reviews."""

# Raised by whoever changes what events fold to, or what is kept beside a card to find it: the first
# start of that version then folds all that is stored anew.
FOLD = 2
