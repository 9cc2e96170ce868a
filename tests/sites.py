"""Small sites, written for the tests, in languages of several scripts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textaudit.model import Document


@dataclass(frozen=True)
class Site:
    """What a site puts around its texts, and texts of its own, of one paragraph each."""

    top: tuple[str, ...]
    bottom: tuple[str, ...]
    titles: tuple[str, ...]
    texts: tuple[str, ...]

    def pages(self, name: str, gap: str = "\n\n") -> list[Document]:
        """Its pages, in a folder of that name."""
        return [
            Document(f"{name}/{n}", f"{name}/{n}.txt", None, gap.join((*self.top, title, text, *self.bottom)))
            for n, (title, text) in enumerate(zip(self.titles, self.texts, strict=True))
        ]


SITES = {
    "en": Site(
        top=("Harbour Post", "Tides today", "Lost and found", "Letters"),
        bottom=("Write to the harbour office", "Back to the pier list", "Harbour Post, 12 Pier Road"),
        titles=("Rain closes the pier", "A whale in the bay", "The ferry is sold", "Who painted the crane?"),
        texts=(
            "The pier was closed on Monday because of the rain, and nobody knows when it will open again.",
            "A whale came into the bay on Tuesday morning, and half of the town went down to the shore to see it.",
            "The council has sold the old ferry to an island in the north, where it will carry sheep from now on.",
            "Somebody painted the big crane in the night, and the police would like to know where the paint was bought.",
        ),
    ),
    "de": Site(
        top=("Hafenbote", "Gezeiten heute", "Fundsachen", "Leserbriefe"),
        bottom=("Diese Seite weitersagen", "An das Hafenamt schreiben", "Zum Seitenanfang"),
        titles=("Mole gesperrt", "Wal in der Bucht", "Fähre verkauft", "Wer strich den Kran?"),
        texts=(
            "Der Hafenmeister hat die Mole am Montag gesperrt, und niemand im Ort weiß, wann er sie wieder öffnen wird.",
            "Am Dienstag kam ein Wal in die Bucht, und die halbe Stadt lief ans Ufer hinunter, um ihn aus der Nähe zu sehen.",
            "Der Rat hat die alte Fähre an eine Insel im Norden verkauft, wo sie von jetzt an nur noch Schafe fahren wird.",
            "Jemand hat in der Nacht den großen Kran gestrichen, und die Polizei fragt nun, wo die Farbe gekauft worden ist.",
        ),
    ),
    "ru": Site(
        top=("Портовый листок", "Приливы сегодня", "Бюро находок", "Письма"),
        bottom=("Написать в контору порта", "К списку причалов", "Рассказать друзьям"),
        titles=("Причал закрыт", "Кит в заливе", "Паром продан", "Кто покрасил кран?"),
        texts=(
            "Причал закрыли в понедельник из-за дождя, и никто в городе не знает, когда его снова откроют для рыбаков.",
            "Во вторник утром в залив зашёл кит, и полгорода спустилось на берег, чтобы посмотреть на него поближе.",
            "Совет продал старый паром на остров далеко на севере, где он теперь будет возить одних только овец и сено.",
            "Ночью кто-то покрасил большой кран, и полиция хотела бы теперь узнать, где и когда была куплена эта краска.",
        ),
    ),
    "ja": Site(
        top=("港の便り", "今日の潮", "落とし物", "読者の手紙"),
        bottom=("港の事務所に手紙を書く", "桟橋の一覧に戻る", "友だちに知らせる"),
        titles=("桟橋が閉まる", "湾にクジラ", "渡し舟が売れる", "だれがクレーンを塗ったのか"),
        texts=(
            "月曜日の雨のために桟橋は閉められ、いつまた開くのか町の人はだれも知らないという。",
            "火曜日の朝、湾にクジラが入ってきたので、町の半分の人が近くで見ようと岸まで下りていった。",
            "町の議会は古い渡し舟を北の島に売ったので、これからその舟は羊だけを運ぶことになる。",
            "夜のうちにだれかが大きなクレーンを塗ったので、警察はその塗料がどこで買われたのか調べている。",
        ),
    ),
}  # fmt: skip


def every_page(codes: Iterable[str] = SITES) -> list[Document]:
    """The pages of several sites."""
    return [page for code in codes for page in SITES[code].pages(code)]
