"""How a command comes in, is done through the one door, and what is offered to be done."""
