"""What the name of a person looks like, whatever language it comes from."""

from __future__ import annotations

import re
from functools import lru_cache

from store.importers.listing.words import word_set

PARTICLES = word_set(
    """
    van von der den de del della dela di da do dos das du des la le el al bin ibn ben bint ter ten
    te tot zu zur zum af av y e i san dal dalla dello degli abu ould 't op in vom vander
    """
)
"""Small words inside names; some of them also begin one."""

LEADING_PARTICLES = word_set(
    "van von de der del della di da dos du la le el al bin ibn ter ten den zu vander 't"
)
"""Particles a name may begin with."""

_JOINED_PARTICLES = tuple(
    particle + mark for particle in ("al", "el", "ibn", "bin", "ben") for mark in "-‐–"
) + tuple(particle + mark for particle in "dlt" for mark in "'’")

SUFFIX = re.compile(r"(?:Jr|Sr|JR|Ph\.? ?D|M\.? ?D)\.?|I{2,3}|IV|2nd|3rd")
"""What may follow a name after a comma and belongs to it."""

_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,4}|[^\W\d_]\.?(?:[^\W\d_]\.)+|[A-Z][a-z]\.")
_BEFORE_CAPITAL = word_set(
    "Mc Mac De Di Da Du Del Della Dal Dalla Dall La Le Li Lo Van Von Vander Vande Fitz Ben Bel Abu "
    "Al El San Santa Des Dos St Ter Ten Ver O D L M N Zu Mb Ng Nd"
)
"""What a capital may follow inside a family name: ``McAdam``, ``DeVries``."""

_HUMP = re.compile(r"[A-ZÀ-ÖØ-Þ][^A-ZÀ-ÖØ-Þ]*|[^A-ZÀ-ÖØ-Þ]+")
_TO_HYPHEN = str.maketrans("‐‑–", "---")

_SYLLABLES = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ui|ao|ou|iu|ie|ue|ve|er|an|en|"
    r"in|un|ia|ua|uo|a|e|i|o|u|v)|an|ao|ai|ou|en|er){1,3}"
)
"""One to three syllables of Mandarin as written in Latin letters; compiled at first use."""

_CJK_FAMILY = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖"
    "蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋付方白邹鄒孟"
    "熊秦邱江尹薛闫阎段雷侯龙龍史陶黎贺賀顾顧毛郝龚邵万萬钱錢严嚴武戴莫孔向汤湯温康施牛樊葛邢安齐齊伍"
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추"
)
"""The commonest family names of one character, Chinese and Korean."""

_CJK_LONG_FAMILY = word_set(
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 皇甫 东方 尉迟 令狐 "
    "慕容 남궁 황보 선우 佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 "
    "小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 斎藤 清水 山崎 "
    "森田 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 "
    "藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 太田 西村 藤井 金子 "
    "岡本 藤原 中野 三浦 原田 中川 松田 竹内 小野 田村 中山 和田 "
    "石田 上田 森 原 林 谷口 大野 高木 丸山 今井 河野 藤本 "
    "村田 武田 上野 杉山 増田 平野 大塚 千葉 久保 松井 野口 新井 "
    "渡邊 渡部 齋藤 "
)

_GROUP = word_set(
    "team teams group lab labs laboratory ai research consortium collaboration community project "
    "authors alliance initiative institute inc foundation network workshop communication"
)
"""What the name of a group that signs as an author ends in."""


@lru_cache(maxsize=20_000)
def shape_of(token: str) -> str:  # noqa: PLR0911 -- a table of shapes, one line each
    """Name the shape of one token of a name: ``cap``, ``initial``, ``particle``, ``inner``..."""
    letters = sum(ch.isalpha() for ch in token)
    if _INITIALS.fullmatch(token):
        return "initial" if len(token) == 2 else "run" if token[1] not in ".-" else "initials"
    if token in PARTICLES:
        return "particle"
    if SUFFIX.fullmatch(token):
        return "suffix"
    if not letters or any(ch.isdigit() for ch in token):
        return "digit"
    if token[0] in "(\"“'" or token[-1] in ')"”':
        return "quoted"
    if any(ch in ':;?!,/&+=<>[]{}|$%#@*_"()' for ch in token):
        return "symbol"
    parts = [part for part in token.translate(_TO_HYPHEN).split("-") if part]
    shapes = {_shape_of_part(part) for part in parts}
    if len(parts) == 1:
        return shapes.pop()
    if shapes <= {"cap", "capital"}:
        return "hyphen"
    for worst in ("inner", "lower", "capitals", "mac", "uncased"):
        if worst in shapes:
            return "particle-" if parts[0] in PARTICLES else f"hyphen-{worst}"
    return "hyphen"


def _shape_of_part(part: str) -> str:  # noqa: PLR0911 -- as above
    upper = sum(ch.isupper() or ch.istitle() for ch in part)
    lower = sum(ch.islower() for ch in part)
    if not upper and not lower:
        return "uncased"
    if not upper:
        return "lower"
    if not lower:
        letters = upper
        return "capital" if letters == 1 else "capitals" if letters > 3 else "caps"
    if not part[0].isupper():
        return "particle-" if joined_particle(part) else "mixed"
    if upper == 1:
        return "dotted" if part[-1] == "." and len(part) > 3 else "cap"
    humps = _HUMP.findall(part)
    if len(humps) > 1 and humps[0].rstrip("'’`") in _BEFORE_CAPITAL and len(humps[1]) > 1:
        return "mac"
    return "inner" if all(len(hump) > 1 for hump in humps) else "knot"


def joined_particle(text: str) -> int:
    """Measure the particle that a text begins with and is joined to: ``al-Rfou``, ``d'Avila``."""
    return next((len(each) for each in _JOINED_PARTICLES if text.startswith(each)), 0)


@lru_cache(maxsize=20_000)
def knowledge_of(token: str, is_first: bool) -> str:
    """Tell in one letter what a token is known as.

    Args:
        token: A word of a name.
        is_first: Whether more words of the name follow.

    Returns:
        ``p`` a name that looks like Mandarin, ``o`` the last word of a group's name,
        ``c`` a name in Chinese, Japanese or Korean script, ``-`` none of them.
    """
    word = token.lower()
    if not is_first and (word in _GROUP or word.endswith(("-ai", "-team"))):
        return "o"
    if token and token[0] > "\u2e80":
        return "c" if _is_cjk_name(token) else "-"
    word = word.replace("-", "")
    if 2 <= len(word) <= 12 and re.fullmatch(_SYLLABLES, word):
        return "p"
    return "-"


def _is_cjk_name(token: str) -> bool:
    if len(token) in (2, 3) and token[0] in _CJK_FAMILY:
        return True
    return any(
        token[:size] in _CJK_LONG_FAMILY and 1 <= len(token) - size <= 3 for size in (2, 3, 1)
    )
