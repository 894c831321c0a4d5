"""What `lesebuch new` makes a reader from: `base/`, and laid over it, by language, `pages/` and `sample/`. Data; no code.

A name beginning with `dot-` gets its dot when it is copied; a name ending in `.in` loses that, and the title is filled in.
"""
