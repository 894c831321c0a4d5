"""Where there are no words of ours in a language, what stands among them is English as they are."""

from collections.abc import Iterator

import pytest

from lesebuch.presentation import collation, wording
from lesebuch.presentation.catalogue import current, use


@pytest.fixture
def polish() -> Iterator[None]:
    before = current()
    use("pl")
    yield
    use(before)


@pytest.mark.usefixtures("polish")
def test_names_stand_in_the_language_of_the_words_around_them() -> None:
    assert wording.language("de") == "German"
    assert wording.short_months()[4] == "May"
    assert wording.month(5, "2022") == "May 2022"
    assert wording.enumerated(["A", "B", "C"]) == "A, B, and C"
    assert wording.coordinates(51.5, 0) == "51.5° N, 0° E"


@pytest.mark.usefixtures("polish")
def test_the_alphabet_is_that_of_the_reader() -> None:
    assert sorted(["mata", "łata", "lata"], key=collation.sort_key) == ["lata", "łata", "mata"]
