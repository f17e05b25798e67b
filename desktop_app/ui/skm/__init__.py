"""The community satisfaction survey: preparing, keying, answering at the screen, results."""
