"""Edits of many files at once, for editors: what follows when a name or a source changes, and how far a reader is.

Unlike the stages these change what people wrote, and only when asked. Every edit is planned as a whole, shown, and then written
together or not at all.
"""
