"""Login: one's name from a list, one's password, and the ways back in when it is forgotten."""
