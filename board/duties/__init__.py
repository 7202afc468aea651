"""Every deadline of a card, whose it is, and which customers are to be phoned."""
