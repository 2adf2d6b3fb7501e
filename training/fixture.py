"""Exported files in; examples.json out: sentences of our own with tokens, feature numbers and what the model says, for parity tests of the runtime.

Each sentence is run alone (quantisation scales depend on the whole batch), by the exported files.
"""

import json

from . import features, predict, tokens
from .data import unlabelled

TEXTS = [
    "Министры обороны семи стран подписали в Бишкеке соглашение о борьбе с незаконным оборотом оружия.",
    "Секретарь Совета безопасности Анна Вересова предложила создать общий реестр угроз.",
    "По словам А. С. Котельникова, цены выросли на 5,5 % за 2023 г., т. е. быстрее, чем в январе.",
    "«Мы этого не допустим!» — заявил президент Казахстана Касым-Жомарт Токаев в среду, 12 марта.",
    "Ту-154 вылетел из Санкт-Петербурга в 10:30; на борту было 70 человек.",
    "Пресс-служба ведомства сообщила Lenta.ru, что 39-летний житель г. Самары задержан.",
    "Новый закон вступит в силу\nДепутаты Госдумы приняли его в третьем чтении. Документ направят в Совет Федерации",
    "Ёлку 🎄 поставили на площади, д'Артаньян пришёл… и т. д. Потом ушёл.",
    "Подробности: https://example.org/news/1.html (почта: info@example.org), тел. 112.",
    "Борьба с экстремизмом и организованной преступностью требует участия всех государств",
    "",
    "   \n\t\n",
]


def make(path, exported, inv):
    read = features.Features({int(k): i + 2 for i, k in enumerate(exported.arrays["keys"])})
    examples = []
    for text in TEXTS:
        sentences = [_sentence(s, read) for s in tokens.sentences(text)]
        results = [predict.every(exported, exported.heads, inv, [s])[0] for s in sentences]
        names = predict.article(sentences, [r["spans"] for r in results], inv.types, exported.settings["thresholds"]) if sentences else set()
        found = []
        for s, result in zip(sentences, results):
            rows = result["rows"]
            found.append({
                "tokens": [{"start": utf16(text, a), "end": utf16(text, b), "text": w} for (a, b), w in zip(s.places, s.words)],
                "features": s.x.tolist(),
                **{k: [r[i] for r in rows] for i, k in enumerate(("upos", "feats", "lemma", "head", "deprel"))},
                "probable": [{"first": i, "last": j, "type": inv.types[t], "p": round(p, 3)} for i, j, t, p in sorted(result["spans"]) if p > 0.2],
            })
        examples.append({"text": text, "sentences": found, "spans": [{"start": utf16(text, a), "end": utf16(text, b), "type": t} for a, b, t in sorted(names)]})
    with open(path, "w", encoding="utf8") as f:
        json.dump(examples, f, ensure_ascii=False, indent=None, separators=(",", ":"))


def utf16(text, at):
    return len(text[:at].encode("utf-16-le")) // 2


def _sentence(sentence, read):
    return unlabelled("", [t[:2] for t in sentence], [t[2] for t in sentence], read)
