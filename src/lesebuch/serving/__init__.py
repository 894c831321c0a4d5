"""A site on this machine that follows its files: what a save changes is built, and the page that shows it is loaded again."""
