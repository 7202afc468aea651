"""The past: a card's story, the board at any moment, and the proof that all is whole."""
