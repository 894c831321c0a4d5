"""The site and the book of this reader. What reader.toml says, and what every reader needs, the extension sets."""

import os

extensions = ["lesebuch"]

# Whoever builds without saying for whom gets the edition that everyone may see.
lesebuch_edition = os.environ.get("LESEBUCH_EDITION", "public")
