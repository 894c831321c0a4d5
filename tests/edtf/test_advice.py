"""Whoever writes a date in another way is told how EDTF has it."""

import pytest

from lesebuch.edtf import TimeValue

ALLOWED = (
    "; allowed: YYYY, YYYY-MM, YYYY-MM-DD, YYYY-MM-DDThh:mm:ss, -0430 for 431 BC, a season such as 2023-21, "
    "X for unknown digits, then ? ~ or %"
)
NO_MONTH = "a month is 01 to 12, a part of a year 21 to 41 and without a day"
SET = "a set holds dates and spans a..b, ..b or a.., with commas between them"

MEANT = {
    "27 juillet 1956": "1956-07-27 (27 July 1956)",
    "le 1er juin 1956": "1956-06-01 (1 June 1956)",
    "août 1956": "1956-08 (August 1956)",
    "3 травня 2022": "2022-05-03 (3 May 2022)",
    "3 мая 2022 года": "2022-05-03 (3 May 2022)",
    "27 de julio de 1956": "1956-07-27 (27 July 1956)",
    "“1956-07-27”": "1956-07-27 (27 July 1956)",
    "« 1956 »": "1956 (1956)",
    # Before our era
    "431 v. Chr.": "-0430 (431 BC)",
    "431 v.Chr": "-0430 (431 BC)",
    "431 v. u. Z.": "-0430 (431 BC)",
    "1 v. Chr.": "0000 (1 BC)",
    "1500 BC": "-1499 (1500 BC)",
    "431 BC": "-0430 (431 BC)",
    "431 B.C.": "-0430 (431 BC)",
    "431 BCE": "-0430 (431 BC)",
    "10500 BC": "Y-10499 (10,500 BC)",
    "12. April 431 v. Chr.": "-0430-04-12 (12 April 431 BC)",
    "April 431 BC": "-0430-04 (April 431 BC)",
    "5. Jahrhundert v. Chr.": "-04XX (5th century BC)",
    "5th century BC": "-04XX (5th century BC)",
    "um 431 v. Chr.": "-0430~ (around 431 BC)",
    "-430": "-0430 (431 BC)",
    "-44": "-0044 (45 BC)",
    "431–404 v. Chr.": "-0430/-0403 (431 to 404 BC)",
    "431 bis 404 v. Chr.": "-0430/-0403 (431 to 404 BC)",
    "44 v. Chr. bis 14 n. Chr.": "-0043/0014 (44 BC to 14 AD)",
    "12. April 431 bis 3. Mai 430 v. Chr.": "-0430-04-12/-0429-05-03 (12 April 431 BC to 3 May 430 BC)",
    "14 n. Chr.": "0014 (14 AD)",
    "14 AD": "0014 (14 AD)",
    "14 CE": "0014 (14 AD)",
    # Days and months
    "1.3.2022": "2022-03-01 (1 March 2022)",
    "01.03.2022": "2022-03-01 (1 March 2022)",
    "1. 3. 2022": "2022-03-01 (1 March 2022)",
    "2022-3-1": "2022-03-01 (1 March 2022)",
    "2022/03/01": "2022-03-01 (1 March 2022)",
    "2022.3.1": "2022-03-01 (1 March 2022)",
    "20220301": "2022-03-01 (1 March 2022)",
    "31/1/2022": "2022-01-31 (31 January 2022)",
    "1/31/2022": "2022-01-31 (31 January 2022)",
    "12/13/2022": "2022-12-13 (13 December 2022)",
    "13/12/2022": "2022-12-13 (13 December 2022)",
    "12/12/2022": "2022-12-12 (12 December 2022)",
    "1. März 2022": "2022-03-01 (1 March 2022)",
    "am 1. März 2022": "2022-03-01 (1 March 2022)",
    "1 Mrz 2022": "2022-03-01 (1 March 2022)",
    "1. Jänner 2022": "2022-01-01 (1 January 2022)",
    "3. Okt. 1990": "1990-10-03 (3 October 1990)",
    "1 March 2022": "2022-03-01 (1 March 2022)",
    "1st of March, 2022": "2022-03-01 (1 March 2022)",
    "March 1, 2022": "2022-03-01 (1 March 2022)",
    "Sept. 22nd 2022": "2022-09-22 (22 September 2022)",
    "März 2022": "2022-03 (March 2022)",
    "March of 2022": "2022-03 (March 2022)",
    "3/2022": "2022-03 (March 2022)",
    "03.2022": "2022-03 (March 2022)",
    "2022-3": "2022-03 (March 2022)",
    "1863- 03-29": "1863-03-29 (29 March 1863)",
    " 1863 ": "1863 (1863)",
    "2022-04-05 14:30": "2022-04-05T14:30:00 (5 April 2022, 14:30)",
    "2022-04-05T14:30Z": "2022-04-05T14:30:00Z (5 April 2022, 14:30)",
    "5.4.2022, 9.05 Uhr": "2022-04-05T09:05:00 (5 April 2022, 09:05)",
    "2022-04-05 14:30:21.042+0200": "2022-04-05T14:30:21+02:00 (5 April 2022, 14:30)",
    "2022-04-05t14:30:21z": "2022-04-05T14:30:21Z (5 April 2022, 14:30)",
    # Years and more
    "850": "0850 (850)",
    "12345": "Y12345 (12,345)",
    "-12345": "Y-12345 (12,346 BC)",
    "Jahr 850": "0850 (850)",
    "1990er": "199X (1990s)",
    "1990er-Jahre": "199X (1990s)",
    "1990er Jahren": "199X (1990s)",
    "1990s": "199X (1990s)",
    "1990's": "199X (1990s)",
    "19. Jahrhundert": "18XX (19th century)",
    "19. Jh.": "18XX (19th century)",
    "19th century": "18XX (19th century)",
    "3rd c.": "02XX (3rd century)",
    "1. Jahrhundert": "00XX (1st century)",
    "Frühjahr 2022": "2022-21 (spring 2022)",
    "Frühling 2022": "2022-21 (spring 2022)",
    "spring of 2022": "2022-21 (spring 2022)",
    "Sommer 2022": "2022-22 (summer 2022)",
    "summer 2022": "2022-22 (summer 2022)",
    "Herbst 2022": "2022-23 (autumn 2022)",
    "autumn 2022": "2022-23 (autumn 2022)",
    "fall 2022": "2022-23 (autumn 2022)",
    "Winter 2022": "2022-24 (winter 2022/23)",
    "1. Quartal 2022": "2022-33 (first quarter of 2022)",
    "Q4 2022": "2022-36 (fourth quarter of 2022)",
    "2022-Q3": "2022-35 (third quarter of 2022)",
    "2022 Q3": "2022-35 (third quarter of 2022)",
    "1. Halbjahr 2022": "2022-40 (first half of 2022)",
    "2. Halbjahr 2022": "2022-41 (second half of 2022)",
    # Doubt, spans, choices
    "ca. 1850": "1850~ (around 1850)",
    "c. 1850": "1850~ (around 1850)",
    "circa 1850": "1850~ (around 1850)",
    "um den 1. März 1850": "1850-03-01~ (around 1 March 1850)",
    "etwa 1850": "1850~ (around 1850)",
    "about 1850": "1850~ (around 1850)",
    "around 1850": "1850~ (around 1850)",
    "vermutlich 1850": "1850? (1850?)",
    "probably 1850": "1850? (1850?)",
    "1850 ?": "1850? (1850?)",
    "März 1850 (?)": "1850-03? (March 1850?)",
    "1850-1860": "1850/1860 (1850 to 1860)",
    "1850–1860": "1850/1860 (1850 to 1860)",
    "1850 - 1860": "1850/1860 (1850 to 1860)",
    "1850-60": "1850/1860 (1850 to 1860)",
    "1914-18": "1914/1918 (1914 to 1918)",
    "2001/02": "2001/2002 (2001 to 2002)",
    "2022-42": "2022/2042 (2022 to 2042)",
    "1850 bis 1860": "1850/1860 (1850 to 1860)",
    "von 1850 bis 1860": "1850/1860 (1850 to 1860)",
    "from 1850 to 1860": "1850/1860 (1850 to 1860)",
    "5. bis 7. Mai 2022": "2022-05-05/2022-05-07 (5 to 7 May 2022)",
    "vom 29. April bis zum 7. Mai 2022": "2022-04-29/2022-05-07 (29 April to 7 May 2022)",
    "March to May 2022": "2022-03/2022-05 (March to May 2022)",
    "zwischen 1850 und 1860": "[1850..1860] (between 1850 and 1860)",
    "zwischen dem 1. und dem 5. Mai 2022": "[2022-05-01..2022-05-05] (between 1 and 5 May 2022)",
    "between 1850 and 1860": "[1850..1860] (between 1850 and 1860)",
    "1850 oder 1851": "[1850,1851] (1850 or 1851)",
    "1850 or 1851": "[1850,1851] (1850 or 1851)",
    "1850 und 1851": "{1850,1851} (1850 and 1851)",
    "1850 and 1851": "{1850,1851} (1850 and 1851)",
    "..2014": "[..2014] (2014 at the latest)",
    "2014..": "[2014..] (2014 at the earliest)",
    "2014,2015": "[2014,2015] (2014 or 2015)",
    "seit 2014": "2014/.. (since 2014)",
    "seit dem 1. Mai 2014": "2014-05-01/.. (since 1 May 2014)",
    "ab März 2014": "2014-03/.. (since March 2014)",
    "since 2014": "2014/.. (since 2014)",
    "2014-": "2014/.. (since 2014)",
    "2014 –": "2014/.. (since 2014)",
    "bis 2014": "../2014 (until 2014)",
    "bis zum 1. Mai 2014": "../2014-05-01 (until 1 May 2014)",
    "until 2014": "../2014 (until 2014)",
    "spätestens am 1. Mai 2014": "[..2014-05-01] (1 May 2014 at the latest)",
    "2014 at the latest": "[..2014] (2014 at the latest)",
    "frühestens 2014": "[2014..] (2014 at the earliest)",
    "2014 at the earliest": "[2014..] (2014 at the earliest)",
    # The draft of 2012, small letters
    "199u": "199X (1990s)",
    "199x": "199X (1990s)",
    "2004-06-uu": "2004-06-XX (June 2004 (day unknown))",
    "1984?~": "1984% (around 1984?)",
    "unknown/2004": "/2004 (until 2004, start unknown)",
    "2004/unknown": "2004/ (from 2004, end unknown)",
    "2004/open": "2004/.. (since 2004)",
    "y123456": "Y123456 (123,456)",
    "y-17e7": "Y-17E7 (170 million BC)",
    "1848s2": "1848S2 (around 1848 (between 1800 and 1899))",
}

WRONG = {
    "": f"'' is no EDTF date{ALLOWED}",
    "heute": f"'heute' is no EDTF date{ALLOWED}",
    "unbekannt": f"'unbekannt' is no EDTF date{ALLOWED}",
    "44": f"'44' is no EDTF date{ALLOWED}",
    "3/1/2022": f"'3/1/2022': '3' is no EDTF date{ALLOWED}",  # March or January
    "11/12/2022": f"'11/12/2022': '11' is no EDTF date{ALLOWED}",
    "12/11/2022": f"'12/11/2022': '12' is no EDTF date{ALLOWED}",
    "1990er v. Chr.": f"'1990er v. Chr.' is no EDTF date{ALLOWED}",  # 199X are years of ours, not 1999 to 1990 BC
    "2022-W05": f"'2022-W05' is no EDTF date{ALLOWED}",
    "[2020,heute]": f"'[2020,heute]': 'heute' is no EDTF date{ALLOWED}",
    "2022-02-30": "'2022-02-30': that month has 28 days",
    "2024-02-30": "'2024-02-30': that month has 29 days",
    "30.2.2022": f"'30.2.2022' is no EDTF date{ALLOWED}",
    "2022-04-31/2022-05-01": "'2022-04-31/2022-05-01': '2022-04-31': that month has 30 days",
    "202X-02-30": "'202X-02-30': there is no such day",
    "2022-13": f"'2022-13': {NO_MONTH}",
    "2022-13-01": f"'2022-13-01': {NO_MONTH}",
    "2022-21-01": f"'2022-21-01': {NO_MONTH}",
    "-0000": "'-0000': there is no year -0000; the year before 0001 is 0000, which is 1 BC",
    "Y2022": "'Y2022': Y stands before years of five digits or more, which do not begin with 0",
    "Y02022": "'Y02022': Y stands before years of five digits or more, which do not begin with 0",
    "Y1E30": "'Y1E30': a year has 30 digits at most",
    "1848S0": "'1848S0': behind S stands how many digits are significant, from 1",
    "18XXS2": "'18XXS2': unknown digits (X) and significant digits (S) exclude each other",
    "1848S2-05": "'1848S2-05': a year with Y or S stands alone, without month and day",
    "Y12345-05": "'Y12345-05': a year with Y or S stands alone, without month and day",
    "2022-04-05T25:00:00": "'2022-04-05T25:00:00': a time is hh:mm:ss, from 00:00:00 to 23:59:59",
    "2022-04-XXT10:00:00": "'2022-04-XXT10:00:00': a time is of a day that is fully known, without ? ~ %",
    "2022-04-?05T10:00:00": "'2022-04-?05T10:00:00': a time is of a day that is fully known, without ? ~ %",
    "2022-04-05T10:00:00+25:00": (
        "'2022-04-05T10:00:00+25:00': a time zone is Z or an offset from -12:00 to +14:00, such as +02:00"
    ),
    "2022-04-05T10:00:00/2022-04-06": (
        "'2022-04-05T10:00:00/2022-04-06': an interval is of days, months or years, without a time of day"
    ),
    "2022/2020": "'2022/2020' ends before it begins; write the earlier date first",
    "[2022..2020]": "'[2022..2020]' ends before it begins; write the earlier date first",
    "[2020": "'[2020': a set that begins with [ ends with ]",
    "{2020]": "'{2020]': a set that begins with { ends with }",
    "[]": f"'[]': {SET}",
    "[..]": f"'[..]': {SET}",
    "[2020,,2021]": f"'[2020,,2021]': {SET}",
    "heute..": "'heute..': a span is [a..b] if one day of it is meant, a/b if all of it is",
    "9" * 61: f"'{'9' * 59}…' is no EDTF date{ALLOWED}",
    "9" * 60: f"'{'9' * 60}' is no EDTF date{ALLOWED}",
    "heute " * 17: f"'{('heute ' * 17)[:59]}…' is no EDTF date{ALLOWED}",
}


def said(text: str) -> str:
    with pytest.raises(ValueError, match=r"\S") as raised:
        TimeValue.parse(text)
    return str(raised.value)


@pytest.mark.parametrize("text", MEANT)
def test_the_form_that_is_meant_is_named(text: str) -> None:
    message = said(text)
    assert message.startswith(repr(text))
    assert message.endswith(f"; write {MEANT[text]}")


@pytest.mark.parametrize("text", WRONG)
def test_where_it_is_not_clear_the_message_says_what_is_wrong(text: str) -> None:
    assert said(text) == WRONG[text]


def test_the_message_says_what_is_wrong_and_what_is_meant() -> None:
    assert said("1914-18") == f"'1914-18': {NO_MONTH}; write 1914/1918 (1914 to 1918)"
    assert said("2020..2021") == (
        "'2020..2021': a span is [a..b] if one day of it is meant, a/b if all of it is; "
        "write [2020..2021] (between 2020 and 2021)"
    )
    assert said("431 BC") == "'431 BC' is no EDTF date; write -0430 (431 BC)"
    assert said("2001/02") == "'2001/02': '02' is no EDTF date; write 2001/2002 (2001 to 2002)"


@pytest.mark.parametrize(
    ("month", "number"),
    [
        (m, n)
        for n, m in enumerate(("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1)
    ],
)
def test_short_names_of_months(month: str, number: int) -> None:
    assert f"; write 2022-{number:02}-05 (" in said(f"5 {month} 2022")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("12.3.22", "write the year with four digits, such as 2022-03-12"),
        ("März '22", "write the year with four digits, such as 2022-03"),
        ("20.11.", "write the year, too: YYYY-11-20"),
        ("20 November", "write the year, too: YYYY-11-20"),
    ],
)
def test_a_year_that_is_missing_or_short_is_asked_for(text: str, advice: str) -> None:
    with pytest.raises(ValueError, match="no EDTF date") as raised:
        TimeValue.parse(text)
    assert str(raised.value).endswith(f"; {advice}")
