"""Dates as young people write them."""

from __future__ import annotations

import datetime as dt

import pytest

from portfoliogen.check.dates import date_in_name, day_of, read_date
from portfoliogen.diagnostics import Position

TODAY = dt.date(2026, 11, 23)
AT = Position("a.md", 2, 7)


def _read(text: str) -> tuple[str, list[str]]:
    span, found = read_date(text, AT, TODAY)
    assert all(one.at == AT for one in found)
    shown = f"{span.first} {span.last} {span.precision}" if span else ""
    return shown, [one.code for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14",
        " 2026-03-14 ",
        "2026/03/14",
        "2026.3.14",
        "2026-3-14",
        "2026-03-14T09:30:00Z",
        "2026-03-14 09:30",
        "14 March 2026",
        "14th March 2026",
        "14 Mar. 2026",
        "Saturday 14 March 2026",
        "March 14, 2026",
        "March 14th 2026",
        "14 Mawrth 2026",
        "14 de marzo de 2026",
        "14. März 2026",
        "14 mars 2026",
        "2026年3月14日",
        "2026년 3월 14일",
        "'2026-03-14'",
    ],
)
def test_a_day(text: str) -> None:
    assert _read(text) == ("2026-03-14 2026-03-14 day", [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03", "2026-03-01 2026-03-31 month"),
        ("2024-02", "2024-02-01 2024-02-29 month"),
        ("March 2026", "2026-03-01 2026-03-31 month"),
        ("2026年3月", "2026-03-01 2026-03-31 month"),
        ("2026", "2026-01-01 2026-12-31 year"),
    ],
)
def test_a_month_or_a_year(text: str, expected: str) -> None:
    assert _read(text) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-02 to 2026-03-14", "2026-03-02 2026-03-14 range"),
        ("2026-03-02/2026-03-14", "2026-03-02 2026-03-14 range"),
        ("2026-03-02 – 2026-03-14", "2026-03-02 2026-03-14 range"),
        ("2026-03-02..2026-03-14", "2026-03-02 2026-03-14 range"),
        ("2026-03-02–14", "2026-03-02 2026-03-14 range"),
        ("2025-09 to 2026-07", "2025-09-01 2026-07-31 range"),
        ("2 March 2026 until 14 March 2026", "2026-03-02 2026-03-14 range"),
    ],
)
def test_a_range(text: str, expected: str) -> None:
    assert _read(text) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected", "codes"),
    [
        ("25/12/2025", "2025-12-25 2025-12-25 day", ["PG214"]),
        ("12/25/2025", "2025-12-25 2025-12-25 day", ["PG214"]),
        ("25.12.25", "2025-12-25 2025-12-25 day", ["PG214"]),
        ("03/04/2026", "2026-04-03 2026-04-03 day", ["PG215"]),
        ("03/03/2026", "2026-03-03 2026-03-03 day", ["PG214"]),
        ("2062-03-14", "2062-03-14 2062-03-14 day", ["PG216"]),
        ("2026-02-30", "", ["PG213"]),
        ("2025-02-29", "", ["PG213"]),
        ("2026-13-01", "", ["PG213"]),
        ("2026-00", "", ["PG213"]),
        ("31/04/2026", "", ["PG213"]),
        ("last Tuesday", "", ["PG212"]),
        ("0026-03-14", "", ["PG212"]),
        ("2026-05-09 to 2026-05-02", "", ["PG218"]),
        ("2026-02-30 to 2026-03-02", "", ["PG213"]),
    ],
)
def test_what_is_told(text: str, expected: str, codes: list[str]) -> None:
    assert _read(text) == (expected, codes)


def test_tomorrow_may_be_today_elsewhere() -> None:
    assert _read("2026-11-24")[1] == []
    assert _read("2026-11-25")[1] == ["PG216"]


@pytest.mark.parametrize(
    ("name", "first", "rest"),
    [
        ("2026-03-14 Volcano", "2026-03-14", "Volcano"),
        ("2026-03-14-Volcano", "2026-03-14", "Volcano"),
        ("20260314_Volcano", "2026-03-14", "Volcano"),
        ("2026_03_14 – Volcano", "2026-03-14", "Volcano"),
        ("(2026-03-14) Volcano", "2026-03-14", "Volcano"),
        ("2026-03 Woodwork", "2026-03-01", "Woodwork"),
        ("2026 Woodwork", "2026-01-01", "Woodwork"),
        ("2026-03-14", "2026-03-14", "2026-03-14"),
        ("Volcano 2026", "", "Volcano 2026"),
        ("2026-13-40 Volcano", "", "2026-13-40 Volcano"),
        ("2025-26 Volcano", "", "2025-26 Volcano"),
        ("20000 leagues", "", "20000 leagues"),
        ("1984", "1984-01-01", "1984"),
        ("2024-10-06Trip", "2024-10-06", "Trip"),
        ("25-10-2024 Trip", "2024-10-25", "Trip"),
        ("6.10.2024 Ausflug", "2024-10-06", "Ausflug"),
        ("06-10-2024 Trip", "", "06-10-2024 Trip"),
        ("31.02.2024 Trip", "", "31.02.2024 Trip"),
        ("6 October 2024 Trip", "2024-10-06", "Trip"),
        ("12 Angry 2024 men", "", "12 Angry 2024 men"),
        ("2024年10月6日 旅行", "2024-10-06", "旅行"),
        ("IMG_20241006_1234", "2024-10-06", "IMG_20241006_1234"),
        ("IMG-20241006-WA0003", "2024-10-06", "IMG-20241006-WA0003"),
        ("IMG_20241399_1234", "", "IMG_20241399_1234"),
        ("WhatsApp Image 2024-10-06 at 12.33.01", "2024-10-06", "WhatsApp Image 2024-10-06 at 12.33.01"),
        ("Screenshot_2024-01-02-10-11-12", "2024-01-02", "Screenshot_2024-01-02-10-11-12"),
    ],
)
def test_a_date_that_begins_a_name(name: str, first: str, rest: str) -> None:
    span, left = date_in_name(name)
    assert (str(span.first) if span else "", left) == (first, rest)


def test_a_cameras_day() -> None:
    assert day_of("2026-03-14") is not None
    assert day_of("0000-00-00") is None
    assert day_of("yesterday") is None
