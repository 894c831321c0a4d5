"""What is shown, and how it is called: the words, ids, numbers and order that all writers share. No Sphinx, no markup."""
