// What the program says, in Russian and English, and which of the two a run uses.

export type Language = 'ru' | 'en'

/** `--lang` if given, else Russian where the locale is Russian, else English. */
export function languageOf(argv: string[], env: NodeJS.ProcessEnv): Language {
  const i = argv.findIndex(a => a === '--lang' || a.startsWith('--lang='))
  const given = i < 0 ? undefined : (argv[i]!.split('=')[1] ?? argv[i + 1])
  if (given === 'ru' || given === 'en') return given
  return /^ru/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'ru' : 'en'
}

const MESSAGES = {
  program: {
    ru: 'svodka: из новостей — граф: кто возглавляет, предлагает, использует и чему противодействует',
    en: 'svodka: news articles to a graph of who leads, proposes, uses and counters what',
  },
  commands: { ru: 'Команды:', en: 'Commands:' },
  build: { ru: 'прочесть статьи и положить граф в хранилище', en: 'read articles and put the graph into the store' },
  remove: {
    ru: 'убрать статьи и всё, что сказано лишь в них',
    en: 'take articles out, and all that they alone say',
  },
  'removed articles': {
    ru: 'номера, адреса или файлы статей, как они в хранилище',
    en: 'ids, addresses or files of articles, as the store has them',
  },
  noArticle: { ru: 'такой статьи в хранилище нет', en: 'the store has no such article' },
  manyArticles: { ru: 'таких статей несколько, назовите номер', en: 'several articles are called so; give an id' },
  cypherFile: { ru: 'файл с запросом', en: 'a file with the query' },
  paramsFile: { ru: 'файл JSON со значениями параметров', en: 'a JSON file of parameter values' },
  rowLimit: { ru: 'строк ответа, не больше', en: 'rows of the answer at most' },
  timeLimit: { ru: 'секунд на запрос', en: 'seconds for the query' },
  outFile: { ru: 'записать ответ в файл', en: 'write the answer to a file' },
  cutAt: { ru: 'строк больше, показано', en: 'there are more rows; shown are' },
  oneQuery: {
    ru: 'нужен один запрос: аргументом, «-» (стандартный ввод) или --file',
    en: 'give one query: as the argument, "-" (standard input) or --file',
  },
  unchanged: { ru: 'без изменений', en: 'unchanged' },
  rebuild: {
    ru: 'прочесть заново все статьи хранилища',
    en: 'read all articles of the store again',
  },
  backup: { ru: 'записать всё хранилище в один файл', en: 'write the whole store to one file' },
  restore: { ru: 'наполнить пустое хранилище из такого файла', en: 'fill an empty store from such a file' },
  backupFile: { ru: 'файл JSON Lines', en: 'a file of JSON Lines' },
  notEmpty: {
    ru: 'хранилище не пустое; назовите другое: --store',
    en: 'the store is not empty; name another: --store',
  },
  view: { ru: 'показать граф в браузере', en: 'show the graph in a browser' },
  query: { ru: 'спросить граф на языке Cypher', en: 'ask the graph in Cypher' },
  export: { ru: 'записать граф в файл (вид по окончанию)', en: 'write the graph to a file (format by its ending)' },
  show: { ru: 'сущность, её утверждения и цитаты', en: 'an entity with its claims and quotes' },
  extract: { ru: 'прочесть статьи: файл JSON на статью', en: 'read articles: one JSON file each' },
  evaluate: { ru: 'сравнить с размеченными статьями', en: 'compare with annotated articles' },
  analyze: {
    ru: 'разобрать русский текст: слова, связи, имена',
    en: 'analyse Russian text: words, dependencies, names',
  },
  explain: { ru: 'почему сделано каждое утверждение статьи', en: 'why each claim of an article was made' },
  explained: {
    ru: 'файл со статьёй, или номер статьи или утверждения в хранилище',
    en: 'a file with an article, or the id of an article or claim in the store',
  },
  sentence: { ru: 'только это предложение (с 1)', en: 'this sentence alone (from 1)' },
  tree: { ru: 'показать деревья (--no-tree: нет)', en: 'show the trees (--no-tree: do not)' },
  noSentence: { ru: 'нет предложения', en: 'no sentence' },
  noClaim: { ru: 'утверждений нет; ближе всего были:', en: 'no claim; the nearest were:' },
  question: { ru: 'вопрос ничего не утверждает', en: 'a question claims nothing' },
  unreal: { ru: 'что было бы, если бы, – не утверждение', en: 'what would be, if, is no claim' },
  frame: { ru: 'рамка', en: 'frame' },
  at: { ru: 'у слова', en: 'at the word' },
  subject: { ru: 'кто:', en: 'subject' },
  object: { ru: 'что:', en: 'object' },
  meant: { ru: 'подразумевается', en: 'meant, not named' },
  'own verb': { ru: 'своим глаголом', en: 'by the verb of the claim' },
  quotation: { ru: 'цитата', en: 'a quotation' },
  report: { ru: 'пересказ', en: 'a report' },
  'fault passive': { ru: 'глагол не страдательный', en: 'its verb is not passive' },
  'fault with': { ru: 'рядом нет', en: 'nothing beside it at' },
  'fault without': { ru: 'рядом лишнее', en: 'something beside it that it excludes at' },
  'fault subject': { ru: 'не нашлось, кто', en: 'no subject that fits at' },
  'fault object': { ru: 'не нашлось, что', en: 'no object that fits at' },
  'fault pair': { ru: 'онтология такой пары не знает', en: 'the ontology allows no such pair' },
  minConfidence: {
    ru: 'без утверждений, в которых уверенность меньше (0 … 1): верных больше, найденных меньше',
    en: 'without claims of less confidence (0 … 1): more of them right, fewer found',
  },
  fraction: { ru: 'нужно число от 0 до 1', en: 'give a number from 0 to 1' },
  textFiles: { ru: 'файлы с текстом (без них — стандартный ввод)', en: 'text files (none: standard input)' },
  pretokenized: { ru: 'на входе CoNLL-U; его слова остаются', en: 'input is CoNLL-U; its tokens are kept' },
  runtime: { ru: 'чем считать сеть', en: 'what runs the network' },
  paths: {
    ru: 'файлы и папки со статьями: txt, html, json, jsonl',
    en: 'files and folders of articles: txt, html, json, jsonl',
  },
  store: {
    ru: 'где граф: файл или neo4j://, bolt:// (переменная SVODKA_STORE)',
    en: 'where the graph is: a file, or neo4j://, bolt:// (environment: SVODKA_STORE)',
  },
  user: {
    ru: 'имя на сервере (переменная NEO4J_USERNAME)',
    en: 'user name on the server (environment: NEO4J_USERNAME)',
  },
  password: { ru: 'пароль; лучше переменная NEO4J_PASSWORD', en: 'password; better: environment NEO4J_PASSWORD' },
  database: { ru: 'база на сервере', en: 'database on the server' },
  ontology: { ru: 'своя онтология (файл YAML)', en: 'an ontology of your own (YAML file)' },
  corrections: {
    ru: 'поправки: что одно и то же, а что нет (файл YAML)',
    en: 'corrections: which entities are one, and which not (YAML file)',
  },
  import: {
    ru: 'прочитать поправки из исправленной выгрузки (GEXF или папка CSV)',
    en: 'read corrections from an export that was corrected (GEXF, or a folder of CSV)',
  },
  editing: {
    ru: 'разрешить на странице добавлять статьи и исправлять граф',
    en: 'let the page add articles and correct the graph',
  },
  correctionsKept: {
    ru: 'с --edit: файл YAML, в который пишутся поправки',
    en: 'with --edit: the YAML file that corrections are written to',
  },
  importFile: { ru: 'исправленная выгрузка', en: 'the corrected export' },
  correctionsOut: {
    ru: 'записать все поправки хранилища в файл YAML',
    en: 'write all corrections of the store to a YAML file',
  },
  dryRun: { ru: 'только показать', en: 'only show' },
  renamed: { ru: 'переименовано и слито', en: 'renamed and merged' },
  retyped: { ru: 'другой тип', en: 'other type' },
  dropped: { ru: 'убрано сущностей', en: 'entities taken out' },
  rejected: { ru: 'отвергнуто утверждений', en: 'claims rejected' },
  lang: { ru: 'язык сообщений', en: 'language of messages' },
  cypher: { ru: 'запрос', en: 'the query' },
  format: { ru: 'вид ответа', en: 'form of the answer' },
  params: { ru: 'значение для $имя: --param имя=значение', en: 'value of $name: --param name=value' },
  write: { ru: 'разрешить запросу менять граф', en: 'let the query change the graph' },
  port: { ru: 'порт (0 — любой свободный)', en: 'port (0: any free one)' },
  host: { ru: 'адрес, на котором слушать', en: 'address to listen on' },
  open: { ru: 'открыть браузер', en: 'open the browser' },
  file: { ru: 'куда записать', en: 'where to write' },
  exportFormat: { ru: 'вид; без него — по окончанию имени', en: 'format; without it, by the ending of the name' },
  forGephi: { ru: 'для Gephi и networkx', en: 'for Gephi and networkx' },
  forReaders: {
    ru: 'просмотр одним файлом, без сервера и сети',
    en: 'the viewer as one file, without server or network',
  },
  forTables: {
    ru: 'папка graph.csv: nodes.csv, edges.csv, articles.csv, mentions.csv',
    en: 'a folder graph.csv: nodes.csv, edges.csv, articles.csv, mentions.csv',
  },
  forRdf: { ru: 'RDF: утверждения с их происхождением (PROV-O)', en: 'RDF: claims with their provenance (PROV-O)' },
  forImport: {
    ru: 'таблицы для neo4j-admin database import; печатает его команду',
    en: 'tables for neo4j-admin database import; prints its command',
  },
  forRecord: { ru: 'весь граф по строкам, без потерь', en: 'all of the graph, line by line, without loss' },
  entity: { ru: 'имя или id', en: 'name or id' },
  out: { ru: 'папка для ответа', en: 'folder for the answer' },
  gold: { ru: 'папка с файлами ID.txt и ID.json', en: 'folder of ID.txt and ID.json files' },
  json: { ru: 'ответ в виде JSON', en: 'answer as JSON' },
  examples: { ru: 'Примеры:', en: 'Examples:' },
  reading: { ru: 'чтение', en: 'reading' },
  articles: { ru: 'статей', en: 'articles' },
  entities: { ru: 'сущностей', en: 'entities' },
  claims: { ru: 'утверждений', en: 'claims' },
  created: { ru: 'новых', en: 'new' },
  removed: { ru: 'убрано', en: 'removed' },
  graphAt: { ru: 'граф', en: 'graph' },
  viewerAt: { ru: 'смотреть', en: 'viewer' },
  stop: { ru: 'остановить: Ctrl+C', en: 'stop: Ctrl+C' },
  next: { ru: 'дальше', en: 'next' },
  written: { ru: 'записано', en: 'written' },
  says: { ru: 'говорит', en: 'said by' },
  denied: { ru: 'отрицается', en: 'denied' },
  aliases: { ru: 'также', en: 'also' },
  noEntity: {
    ru: 'нет такой сущности; имена покажет: svodka query "MATCH (e:Entity) RETURN e.name"',
    en: 'no such entity; list the names with: svodka query "MATCH (e:Entity) RETURN e.name"',
  },
  nothingRead: { ru: 'ни одной статьи не прочитано', en: 'not one article could be read' },
  skipped: { ru: 'пропущено', en: 'skipped' },
  rows: { ru: 'строк', en: 'rows' },
  asserted: { ru: 'утверждается', en: 'asserted' },
  proposed: { ru: 'предлагается', en: 'proposed' },
  required: { ru: 'требуется', en: 'required' },
  planned: { ru: 'планируется', en: 'planned' },
  possible: { ru: 'возможно', en: 'possible' },
} satisfies Record<string, Record<Language, string>>

export type Message = keyof typeof MESSAGES
export type Say = (message: Message) => string

export const speaking =
  (language: Language): Say =>
  message =>
    MESSAGES[message][language]
