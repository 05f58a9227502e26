"""Pages for editors: what to decide on, and the form in which they do."""
