"""What pages may hold: directives and roles of our own, and what they are made of."""
