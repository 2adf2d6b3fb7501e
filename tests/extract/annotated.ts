// Invented annotations and predictions in which every rule of the evaluation decides something.
import type { GoldFile } from '../../extract/gold.ts'

type Pair = { gold: GoldFile; predicted: GoldFile }

/** Right but for a type, a shifted mention, a nested name, swapped ends of two relations, and what is said of claims. */
const summit: Pair = {
  gold: {
    id: 'summit',
    domain: 'near',
    entities: [
      {
        id: 'e1',
        type: 'Person',
        name: 'Фёдор Ильин',
        aliases: ['Ильин'],
        mentions: [
          [0, 11],
          [40, 45],
        ],
      },
      { id: 'e2', type: 'Organization', name: 'Союз рек', mentions: [[60, 80]] },
      { id: 'e3', type: 'Organization', name: 'Совет Союза рек', mentions: [[50, 80]] },
      {
        id: 'e4',
        type: 'Threat',
        name: 'паводки',
        mentions: [
          [100, 107],
          [120, 127],
        ],
      },
      { id: 'e5', type: 'Person', name: 'Анна Groß', mentions: [[200, 209]] },
    ],
    claims: [
      { s: 'e1', r: 'LEADS', o: 'e2', modality: 'asserted', polarity: 'positive', speaker: null },
      { s: 'e3', r: 'COUNTERS', o: 'e4', modality: 'required', polarity: 'positive', speaker: 'e1' },
      { s: 'e3', r: 'PART_OF', o: 'e2', modality: 'asserted', polarity: 'positive', speaker: null },
      { s: 'e1', r: 'MEETS', o: 'e5', modality: 'planned', polarity: 'negative', speaker: 'e5' },
    ],
  },
  predicted: {
    id: 'summit',
    entities: [
      {
        id: 'p9',
        type: 'Person',
        name: 'ильин',
        aliases: ['«Федор  Ильин»'],
        mentions: [
          [3, 11],
          [40, 45],
          [40, 45],
        ],
      },
      { id: 'p2', type: 'Organization', name: 'Союз рек', mentions: [[60, 80]] },
      { id: 'p3', type: 'Mechanism', name: 'Совет', mentions: [[50, 59]] },
      { id: 'p4', type: 'Threat', name: 'большие паводки', mentions: [[92, 107]] },
      { id: 'p6', type: 'Threat', name: 'вода', mentions: [[120, 127]] },
      { id: 'p5', type: 'Person', name: 'АННА GROSS', mentions: [] },
    ],
    claims: [
      { s: 'p2', r: 'LEADS', o: 'p9', modality: 'asserted', polarity: 'positive', speaker: null },
      { s: 'p3', r: 'COUNTERS', o: 'p4', modality: 'asserted', polarity: 'positive', speaker: 'p9' },
      { s: 'p3', r: 'COUNTERS', o: 'p4', modality: 'required', polarity: 'positive', speaker: null },
      { s: 'p3', r: 'COUNTERS', o: 'p6' },
      { s: 'p5', r: 'MEETS', o: 'p9', polarity: 'positive', speaker: 'p6' },
      { s: 'p3', r: 'CREATES', o: 'p2' },
      { s: 'p3', r: 'USES', o: 'nobody' },
    ],
  },
}

/** Equal overlaps: who is paired with whom depends on the order only. */
const ties: Pair = {
  gold: {
    id: 'ties',
    domain: 'other',
    entities: [
      { id: 'a', type: 'Event', name: 'первая встреча', mentions: [[9, 19]] },
      { id: 'b', type: 'Event', name: 'вторая встреча', mentions: [[14, 24]] },
      { id: 'c', type: 'Place', name: 'город', mentions: [[100, 105]] },
    ],
    claims: [
      { s: 'a', r: 'LOCATED_IN', o: 'c', modality: 'asserted', polarity: 'positive', speaker: null },
      { s: 'b', r: 'LOCATED_IN', o: 'c', modality: 'asserted', polarity: 'positive', speaker: null },
    ],
  },
  predicted: {
    id: 'ties',
    entities: [
      { id: 'x', type: 'Event', name: 'встреча', mentions: [[14, 19]] },
      {
        id: 'y',
        type: 'Event',
        name: 'встреча',
        mentions: [
          [9, 24],
          [100, 107],
        ],
      },
      { id: 'z', type: 'Place', name: 'Город', mentions: [[100, 107]] },
    ],
    claims: [
      { s: 'x', r: 'LOCATED_IN', o: 'z', modality: 'asserted' },
      { s: 'y', r: 'HOSTS', o: 'z', modality: 'asserted' },
    ],
  },
}

/** Nothing was found. */
const silent: Pair = {
  gold: {
    id: 'silent',
    domain: 'near',
    entities: [
      { id: 'e1', type: 'Country', name: 'Заречье', mentions: [[0, 7]] },
      { id: 'e2', type: 'Country', name: 'Загорье', mentions: [[8, 15]] },
    ],
    claims: [{ s: 'e2', r: 'COOPERATES_WITH', o: 'e1', modality: 'asserted', polarity: 'positive', speaker: null }],
  },
  predicted: { id: 'silent', entities: [], claims: [] },
}

export const PAIRS = [summit, ties, silent]
