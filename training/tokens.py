"""Text in; sentences of tokens with exact offsets out.

The rules are kept few because the TypeScript side repeats them: ONE pattern (its syntax is that of
JavaScript's `u` flag and of Python's `regex`), then one pass that ends sentences. TOKENS.md states both.
"""

import regex

# Written with a dot inside a sentence. The dot belongs to the token, as in Universal Dependencies.
ABBREVIATIONS = (
    "абз авг акад англ апр архит бул букв вв ввод вкл вып газ гг гл гос гр греч дек деп дер дир доб долл доп доц др евр"
    " зав зам ил им инж исп ист итал кв кн комн коп корп кор куб лат лит мин млн млрд мн моск муж нач наб напр"
    " нем нояб обл обр окт оз ок ориг осн отв офиц пер пл пом пос пп прим примеч пр просп проф проч разг рег ред реж рис"
    " род рос руб сб св сек сен сент сер след см соч сокр сост спец ср ст стр тел тов трлн тт тыс ул уч февр"
    " франц фр чел чл шт экз юр янв"
).split()
ABBREVIATION_LETTERS = "бвгдекнпрстхчэ"  # т. е., и т. д., 2009 г., до н. э., 5 кг. is no such word
# Abbreviations after which a sentence may end when a capital follows.
CLOSING = {"гг.", "др.", "пр.", "проч.", "руб.", "коп.", "долл.", "тыс.", "млн.", "млрд.", "трлн.", "чел.", "шт.", "вв.", "мин.", "сек.", "экз."}

_W = r"[\p{L}\p{M}\p{N}]"
_S = r"\s\ufeff\u200b\u0085\x1c-\x1f"  # what either language calls white space
PATTERN = "|".join([
    rf"(?:https?:\/\/|www\.)[^{_S}<>«»„“”\x22()]*[^{_S}<>«»„“”\x22().,;:!?…]",             # address
    rf"[\p{{L}}\p{{N}}._+\-]{{1,64}}@{_W}{{1,63}}(?:[.\-]{_W}{{1,63}}){{1,8}}",                                   # e-mail
    rf"[@#][\p{{L}}\p{{N}}_]+",                                                            # handle, hash tag
    r"(?<![\p{L}\p{M}\p{N}.])[A-Za-zА-Яа-яЁё0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){0,6}\.(?:ru|com|org|net|info|su|ua|by|kz|tv|uk|de|fr|eu|ру|рф|ком)(?![\p{L}\p{M}\p{N}])",  # site
    r"(?<![\p{L}\p{M}\p{N}\-])\p{Lu}\.-\p{Lu}\.",                                               # Ж.-П.
    rf"(?<![\p{{L}}\p{{M}}\p{{N}}\-])(?:\p{{Lu}}|[{ABBREVIATION_LETTERS}]|(?:{'|'.join(sorted(ABBREVIATIONS, key=lambda a: (-len(a), a)))}|(?:{'|'.join(a.capitalize() for a in ('им', 'ул', 'св', 'пл', 'см', 'ред', 'проф', 'акад', 'просп', 'наб', 'пос', 'обл', 'стр', 'рис', 'тел', 'напр', 'пер', 'ср'))})))\.(?!\.)",  # abbreviation, initial
    rf"\p{{N}}+(?:[.,:\/]\p{{N}}+)+(?:%?[\-‐‑]{_W}+)*",                                    # 5,56  3:1  24.02.2022  5,5-кратный
    rf"\p{{N}}+%[\-‐‑]{_W}+",                                                              # 5%-й
    rf"[\p{{L}}\p{{N}}]{_W}*(?:['’&\-‐‑][\p{{L}}\p{{N}}]{_W}*)*",                          # word, number, hyphenated word
    r"\.{2,}|[!?]{2,}|-{2,}",                                                              # ... ?! --
    rf"[^{_S}]\p{{M}}*",                                                                        # any other mark
])
_TOKEN = regex.compile(PATTERN)
_LINE = regex.compile(r"[^\n\r\u2028\u2029]+")
_STOP = regex.compile(r"^(?:\.+|…|[!?]+)$")
_CLOSER = set("»”\"')]’“")
_OPENER = set("«„“\"'([—–-")
LONGEST = 120  # tokens; a longer sentence is cut


def tokenize(line, offset=0):
    """[(start, end, text)] of one line."""
    return [(m.start() + offset, m.end() + offset, m.group()) for m in _TOKEN.finditer(line)]


def _ends(tokens, i):
    """May a sentence end with token i (a stop, a closing abbreviation)?"""
    word = tokens[i][2]
    if _STOP.match(word):
        return True
    if len(word) > 1 and word.endswith("."):
        before = tokens[i - 1][2] if i else ""
        if word in CLOSING:
            return True
        if word == "г." or word == "в.":  # a year or a century, not a city
            return before[:1].isdigit() or before.isupper()
        if word in ("д.", "п."):  # и т. д.
            return before == "т."
        if word == "э.":
            return before == "н."
    return False


def sentences(text):
    """[[(start, end, text), …], …]: no sentence crosses a line end."""
    out = []
    for line in _LINE.finditer(text):
        tokens = tokenize(line.group(), line.start())
        first = 0
        i = 0
        while i < len(tokens):
            last = i
            if _ends(tokens, i):
                while last + 1 < len(tokens) and tokens[last + 1][0] == tokens[last][1] and (tokens[last + 1][2] in _CLOSER or _STOP.match(tokens[last + 1][2])):
                    last += 1
                nxt = tokens[last + 1] if last + 1 < len(tokens) else None
                if nxt and nxt[0] > tokens[last][1] and _opens(tokens, last + 1):
                    out.append(tokens[first:last + 1])
                    first = last + 1
            i = last + 1
        if first < len(tokens):
            out.append(tokens[first:])
    return [s[i:i + LONGEST] for s in out for i in range(0, len(s), LONGEST)]


def _opens(tokens, i):
    """Does token i look like the beginning of a sentence: a capital, a digit, or either after opening marks?"""
    while i < len(tokens) and tokens[i][2] in _OPENER:
        i += 1
    if i >= len(tokens):
        return False
    c = tokens[i][2][0]
    return c.isupper() or c.isdigit()
