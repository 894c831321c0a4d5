"""Two pages on a sheet: side by side, or as a booklet to be folded.

What is put on a sheet so is for the printer alone: it has neither tags nor links nor bookmarks, and says so by keeping to
no standard. Whoever reads on a screen wants the sheet itself.
"""

import io
from collections.abc import Iterator

import pikepdf

from lesebuch.presentation.direction import is_rightward
from lesebuch.presentation.orders import Fold

_WIDTH, _HEIGHT = 841.89, 595.276
"""A4 across, in points."""


def imposed(pdf: bytes, fold: Fold) -> bytes:
    """The pages of a PDF, each half of A4, two on a sheet. The same pages give the same bytes.

    What is written to the left begins at the right, and is folded there.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as sheets:
        # Each page once, however often it stands on a sheet.
        pages = [sheets.copy_foreign(page.as_form_xobject()) for page in source.pages]
        rightward = is_rightward(str(source.Root.get("/Lang", "")))
        for left, right in pairs(len(pages), fold):
            halves = (left, right) if rightward else (right, left)
            sheet = sheets.add_blank_page(page_size=(_WIDTH, _HEIGHT))
            placed = [(n, pages[page]) for n, page in enumerate(halves) if page is not None]
            # Names of ours: those that a library makes up are others each time.
            sheet.obj.Resources = pikepdf.Dictionary(
                XObject=pikepdf.Dictionary({f"/Half{n}": page for n, page in placed})
            )
            drawn = (f"q 1 0 0 1 {n * _WIDTH / 2:.3f} 0 cm /Half{n} Do Q" for n, _page in placed)
            sheet.obj.Contents = sheets.make_stream("\n".join(drawn).encode())
        for name in ("/Title", "/Keywords"):
            if name in source.docinfo:
                sheets.docinfo[name] = str(source.docinfo[name])
        if "/Lang" in source.Root:
            sheets.Root.Lang = str(source.Root.Lang)
        sheets.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def pairs(pages: int, fold: Fold) -> Iterator[tuple[int | None, int | None]]:
    """What stands at the left and at the right of each side in scripts that run to the right, pages from 0; None: nothing.

    Of a booklet front and back follow one another: it is printed on both sides and turned over its short edge.
    """
    if fold is Fold.TWO_UP:
        # A single page is there twice: the sheet is cut, and two have one.
        yield from ((n, n + 1 if n + 1 < pages else 0 if pages == 1 else None) for n in range(0, pages, 2))
        return
    whole = -(-pages // 4) * 4
    for first in range(whole // 2):
        sides = (whole - 1 - first, first)
        left, right = sides if first % 2 == 0 else reversed(sides)
        yield left if left < pages else None, right if right < pages else None
