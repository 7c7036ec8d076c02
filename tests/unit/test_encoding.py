"""Bytes to text: what school computers saved over thirty years is read as it was written."""

from __future__ import annotations

import pytest

from portfoliogen.read.encoding import decode

TEXTS = {
    "cp1251": "Сегодня мы строили вулкан из глины. Сначала он не извергался.",
    "koi8_r": "Сегодня мы строили вулкан из глины. Сначала он не извергался.",
    "cp1253": "Σήμερα φτιάξαμε ένα ηφαίστειο από πηλό. Στην αρχή δεν εξερράγη.",
    "cp1255": "היום בנינו הר געש מחימר. בהתחלה הוא לא התפרץ.",
    "cp1256": "اليوم بنينا بركانا من الطين. في البداية لم ينفجر.",
    "cp932": "今日は粘土で火山を作りました。最初は噴火しませんでした。",
    "euc_jp": "今日は粘土で火山を作りました。最初は噴火しませんでした。",
    "gb18030": "今天我们用黏土做了一座火山。一开始它没有喷发。",
    "big5": "今天我們用黏土做了一座火山。一開始它沒有噴發。",
    "cp949": "오늘 우리는 찰흙으로 화산을 만들었다. 처음에는 폭발하지 않았다.",
    "cp1250": "Najpierw nie wybuchł, ponieważ było za mało sody. Żółta łódź, piękna gałąź.",
    "cp1254": "Önce patlamadı çünkü soda azdı. Şimdi çalışıyor, yanardağ güzel.",
    "cp1252": "L’été où le garçon naïf a goûté 5 cm³ de « crème brûlée » — ça m’a étonné. ¿Qué?",
    "mac_roman": "Au début, il n'est pas entré en éruption. Ça m'a étonné.",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_an_older_encoding_is_found_out(encoding: str) -> None:
    read = decode(TEXTS[encoding].encode(encoding))
    assert read is not None
    assert (read[0], bool(read[1])) == (TEXTS[encoding], True)


@pytest.mark.parametrize(
    "text", ["José", "Müsli für alle", "Ísland, þýðing og þór", "5 m³, 6 m³, 7 m³, 8 m³", "1ª nº 3"]
)
def test_a_few_accents_are_western(text: str) -> None:
    assert decode(text.encode("cp1252")) == (text, "Windows-1252")


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"\xff\xfe\x00", b"\x81\x8d\x8f\x90\x9d" * 9, b"\x80" * 50_000])
def test_any_bytes_are_text_or_none(data: bytes) -> None:
    assert decode(data) is None or isinstance(decode(data), tuple)
