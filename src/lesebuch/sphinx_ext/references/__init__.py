"""References: how notes cite, the list of works, and where sphinxcontrib-bibtex finds both."""
