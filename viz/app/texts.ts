// The page's own words, in Russian and English.
import type { Label } from '../../graph/ontology.ts'

export type Lang = 'ru' | 'en'

const TEXTS = {
  graph: ['Граф', 'Graph'],
  table: ['Таблица', 'Table'],
  timeline: ['Хронология', 'Timeline'],
  speaker: ['Кто что говорит', 'Who says what'],
  ontology: ['Онтология', 'Ontology'],
  console: ['Запросы', 'Queries'],
  cypherQuery: ['Запрос на Cypher', 'Query in Cypher'],
  run: ['Выполнить', 'Run'],
  examples: ['Примеры', 'Examples'],
  pastQueries: ['Прежние запросы', 'Past queries'],
  asGraph: ['Показать на графе', 'Show as graph'],
  running: ['Выполняется…', 'Running…'],
  cutAt: ['показаны первые', 'the first of them:'],
  editorKeys: [
    'Ctrl+Enter выполняет, Esc и затем Tab покидают редактор',
    'Ctrl+Enter runs, Esc and then Tab leave the editor',
  ],
  exampleProposed: ['Кто что предложил, чьими словами', 'Who proposed what, in whose words'],
  exampleThreats: ['Что чему противостоит', 'What stands against which threats'],
  exampleLinked: ['У кого больше всего связей', 'Who is linked most'],
  examplePath: ['Кратчайший путь между двумя', 'The shortest path between two'],
  exampleSpeakers: ['Кто больше всех говорит', 'Who says most'],
  exampleDenied: ['Что отрицается', 'What is denied'],
  legend: ['Обозначения', 'Legend'],
  communities: ['Сообщества', 'Communities'],
  part: ['Показана часть: самые связанные сущности', 'A part is shown: the best-connected entities'],
  partHint: [
    'Найденное поиском откроется вместе с тем, что вокруг него',
    'What search finds opens with what is around it',
  ],
  undrawn: ['Без связей, только в таблице', 'Without links, in the table only'],
  community: ['сообщество', 'community'],
  communitiesHint: [
    'Кто больше связан между собой, чем с остальными',
    'More linked with each other than with the rest',
  ],
  colorByCommunity: ['Показать цветом', 'Show by colour'],
  evidence: ['Свидетельства', 'Evidence'],
  reader: ['Статья', 'Article'],
  search: ['Поиск', 'Search'],
  searchHint: ['Имя, слово, цитата', 'Name, word, quote'],
  nothingFound: ['Ничего не найдено', 'Nothing found'],
  entities: ['Сущности', 'Entities'],
  claims: ['Утверждения', 'Claims'],
  articles: ['Статьи', 'Articles'],
  types: ['Кто и что', 'Who and what'],
  relations: ['Связи', 'Relations'],
  modalities: ['Как сказано', 'How it is said'],
  onlyThis: ['только', 'only'],
  showAll: ['Показать всё', 'Show all'],
  hide: ['Скрыть', 'Hide'],
  show: ['Показать', 'Show'],
  close: ['Закрыть', 'Close'],
  back: ['Назад', 'Back'],
  zoomIn: ['Приблизить', 'Zoom in'],
  zoomOut: ['Отдалить', 'Zoom out'],
  fit: ['Показать целиком', 'Fit to screen'],
  layoutStart: ['Разложить заново', 'Lay out again'],
  layoutStop: ['Остановить раскладку', 'Stop the layout'],
  otherLanguage: ['English', 'Русский'],
  filterTable: ['Отобрать по словам', 'Filter by words'],
  exportCsv: ['Скачать CSV', 'Download CSV'],
  subject: ['Кто', 'Subject'],
  relation: ['Связь', 'Relation'],
  object: ['Что', 'Object'],
  howSaid: ['Как сказано', 'How said'],
  speakerColumn: ['Кто говорит', 'Speaker'],
  date: ['Дата', 'Date'],
  byPublished: ['по дате статьи', 'by date of the article'],
  byTime: ['по времени события', 'by time spoken of'],
  noDate: ['Без даты', 'Undated'],
  noTime: ['Время не названо', 'No time given'],
  chooseSpeaker: ['Чьи слова', 'Whose words'],
  whatSays: ['Что говорит', 'What they say'],
  nothingSaid: ['При этих фильтрах слов нет.', 'With these filters there are no words.'],
  deniedThings: ['Отрицает', 'Denies'],
  shownOf: ['из', 'of'],
  typePairs: ['между кем', 'between whom'],
  name: ['Название', 'Name'],
  type: ['Тип', 'Type'],
  links: ['Связей', 'Links'],
  more: ['Показать ещё', 'Show more'],
  less: ['Свернуть', 'Show less'],
  alsoCalled: ['Также', 'Also'],
  mentioned: ['Где упоминается', 'Where it is mentioned'],
  noClaims: ['Об этом пока нет утверждений.', 'There are no claims about this yet.'],
  says: ['говорит', 'says'],
  articleSays: ['от редакции', 'the article itself'],
  denied: ['отрицается', 'denied'],
  confidence: ['уверенность', 'confidence'],
  openArticle: ['Открыть в статье', 'Open in the article'],
  source: ['Источник', 'Source'],
  previous: ['Предыдущее упоминание', 'Previous mention'],
  next: ['Следующее упоминание', 'Next mention'],
  asserted: ['сказано как факт', 'asserted'],
  proposed: ['предложено', 'proposed'],
  required: ['требуется', 'required'],
  planned: ['планируется', 'planned'],
  possible: ['возможно', 'possible'],
  loading: ['Загружаю граф…', 'Loading the graph…'],
  failed: ['Граф не загрузился', 'The graph did not load'],
  retry: ['Повторить', 'Try again'],
  emptyTitle: ['Граф пока пуст', 'The graph is still empty'],
  emptyText: ['Постройте его из статей и обновите страницу:', 'Build it from articles, then reload the page:'],
  noWebgl: [
    'Браузер не даёт рисовать граф (нет WebGL), поэтому показан список.',
    'This browser cannot draw the graph (no WebGL), so here is the list.',
  ],
  filters: ['Фильтры', 'Filters'],
  speakers: ['Кто говорит', 'Who says so'],
  outlets: ['Источники', 'Sources'],
  findSpeaker: ['Найти, кто говорит', 'Find a speaker'],
  unknownOutlet: ['источник неизвестен', 'unknown source'],
  minConfidence: ['Уверенность, не ниже', 'Confidence, at least'],
  minSupport: ['Источников, не меньше', 'Sources, at least'],
  minDegree: ['Связей, не меньше', 'Links, at least'],
  except: ['кроме', 'without'],
  speaks: ['говорит', 'says so'],
  from: ['с', 'from'],
  until: ['по', 'until'],
  near: ['рядом', 'near'],
  path: ['путь', 'path'],
  queryAnswer: ['ответ на запрос', 'answer to a query'],
  andMore: ['и ещё', 'and'],
  andMoreEnd: ['', 'more'],
  remove: ['Убрать', 'Remove'],
  resetFilters: ['Сбросить всё', 'Reset all'],
  filtersInForce: ['Действующие фильтры', 'Filters in force'],
  save: ['Сохранить, что видно', 'Save what is seen'],
  undo: ['Отменить', 'Undo'],
  redo: ['Вернуть', 'Redo'],
  time: ['Время', 'Time'],
  timeFrom: ['Начало периода', 'Beginning of the period'],
  timeTo: ['Конец периода', 'End of the period'],
  timeWindow: ['Период', 'Period'],
  playTime: ['Проиграть', 'Play'],
  pauseTime: ['Остановить', 'Stop'],
  allTime: ['всё время', 'all time'],
  undated: ['без даты', 'undated'],
  rename: ['Переименовать…', 'Rename…'],
  retype: ['Другой тип…', 'Another type…'],
  merge: ['Слить с…', 'Merge into…'],
  mergeTitle: ['Слить в одно', 'Merge into one'],
  mergeText: ['«{1}» и «{2}» станут одним под именем «{2}».', '“{1}” and “{2}” become one, named “{2}”.'],
  split: ['Это разные тёзки…', 'These are namesakes…'],
  splitText: ['В каждой статье это будет кто-то другой.', 'In every article this will be another one.'],
  drop: ['Это не сущность…', 'This is no entity…'],
  rejectClaim: ['Неверно', 'Not right'],
  ok: ['Готово', 'Done'],
  editFailed: ['Не получилось', 'That did not work'],
  undoEdit: ['Отменить правку', 'Undo the edit'],
  addArticle: ['Добавить статью', 'Add an article'],
  articleText: ['Текст статьи', 'Text of the article'],
  articleTitle: ['Заголовок', 'Title'],
  chooseFile: ['Файл с текстом', 'A file with text'],
  pickMerge: ['«{}» — это кто? Выберите другой узел', 'Who is “{}”? Choose the other node'],
  actions: ['Действия', 'Actions'],
  nearTo: ['Рядом', 'Around'],
  expand: ['Раскрыть соседей', 'Expand neighbours'],
  collapse: ['Свернуть соседей', 'Collapse neighbours'],
  moreNeighbours: ['Больше соседей', 'More neighbours'],
  pathTo: ['Путь до…', 'Path to…'],
  longerPaths: ['Пути на шаг длиннее', 'Paths one step longer'],
  sharedWith: ['Общие соседи', 'Common neighbours'],
  sharedWithPick: ['Общие соседи с…', 'Neighbours shared with…'],
  pin: ['Закрепить', 'Pin'],
  unpin: ['Открепить', 'Unpin'],
  hideThis: ['Скрыть', 'Hide'],
  open: ['Открыть', 'Open'],
  pickPath: ['Путь от «{}»: выберите второй узел', 'Path from “{}”: choose the other node'],
  pickShared: ['Общие соседи с «{}»: выберите второй узел', 'Neighbours shared with “{}”: choose the other node'],
  cancel: ['Отмена', 'Cancel'],
  noPath: ['Пути между ними нет', 'There is no path between them'],
  keys: ['Клавиши', 'Keys'],
  keySearch: ['поиск', 'search'],
  keyArrows: ['в графе: к соседу в эту сторону', 'in the graph: to the neighbour on that side'],
  keyEnter: ['открыть свидетельства', 'open the evidence'],
  keyMenu: ['действия с узлом (и правая кнопка мыши)', 'actions on a node (the right mouse button, too)'],
  keyEscape: ['назад, закрыть', 'back, close'],
  keyZoom: ['ближе, дальше, целиком', 'nearer, farther, all of it'],
  keyUndo: ['отменить, вернуть', 'undo, redo'],
  keyHelp: ['этот список', 'this list'],
  stageHint: [
    'Стрелки ведут от узла к узлу, Enter открывает свидетельства, ? показывает все клавиши.',
    'Arrows go from node to node, Enter opens the evidence, ? shows all keys.',
  ],
  allHidden: ['Фильтры скрыли всё', 'The filters hide everything'],
} satisfies Record<string, [ru: string, en: string]>

export type TextKey = keyof typeof TEXTS

const COUNTED = {
  entity: { ru: ['сущность', 'сущности', 'сущностей'], en: ['entity', 'entities'] },
  claim: { ru: ['утверждение', 'утверждения', 'утверждений'], en: ['claim', 'claims'] },
  row: { ru: ['строка', 'строки', 'строк'], en: ['row', 'rows'] },
  outlet: { ru: ['источник', 'источника', 'источников'], en: ['source', 'sources'] },
  article: { ru: ['статья', 'статьи', 'статей'], en: ['article', 'articles'] },
  link: { ru: ['связь', 'связи', 'связей'], en: ['link', 'links'] },
  step: { ru: ['шаг', 'шага', 'шагов'], en: ['step', 'steps'] },
  mention: { ru: ['упоминание', 'упоминания', 'упоминаний'], en: ['mention', 'mentions'] },
}

export interface Texts {
  lang: Lang
  /** The page's own words. */
  (key: TextKey): string
  /** The ontology's. */
  label(label: Label): string
  /** «3 статьи» */
  count(number: number, what: keyof typeof COUNTED): string
  number(number: number): string
  percent(share: number): string
  /** An ISO date as one reads it; as it is, if it is none. */
  date(iso: string): string
  /** «1–14 ноября 2025 г.», «с 1 ноября 2025 г.» */
  period(from: string | undefined, to: string | undefined): string
}

/** `?lang=` or `#lang=`, else the browser's first language. */
export function chosenLang(): { lang: Lang; asked: boolean } {
  const asked =
    new URLSearchParams(location.hash.slice(1)).get('lang') ?? new URLSearchParams(location.search).get('lang')
  if (asked === 'ru' || asked === 'en') return { lang: asked, asked: true }
  return { lang: navigator.language.startsWith('ru') ? 'ru' : 'en', asked: false }
}

export function texts(lang: Lang): Texts {
  const side = lang === 'ru' ? 0 : 1
  const plural = new Intl.PluralRules(lang)
  const number = new Intl.NumberFormat(lang)
  const percent = new Intl.NumberFormat(lang, { style: 'percent' })
  const date = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' })
  const forms = { ru: { one: 0, few: 1, many: 2, other: 2 }, en: { one: 0, other: 1 } }[lang] as Record<string, number>
  const written = (iso: string): string => {
    const found = new Date(iso)
    return Number.isNaN(found.getTime()) ? iso : date.format(found)
  }
  return Object.assign((key: TextKey) => TEXTS[key][side], {
    lang,
    label: (label: Label) => label[lang],
    count: (n: number, what: keyof typeof COUNTED) =>
      `${number.format(n)} ${COUNTED[what][lang][forms[plural.select(n)] ?? 1]}`,
    number: (n: number) => number.format(n),
    percent: (share: number) => percent.format(share),
    date: written,
    period: (from: string | undefined, to: string | undefined) => {
      const [first, last] = [new Date(from ?? ''), new Date(to ?? '')]
      if (!Number.isNaN(first.getTime()) && !Number.isNaN(last.getTime())) return date.formatRange(first, last)
      return [from && `${TEXTS.from[side]} ${written(from)}`, to && `${TEXTS.until[side]} ${written(to)}`]
        .filter(Boolean)
        .join(' ')
    },
  })
}
