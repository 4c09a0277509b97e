/** A result with everything in it, over a text with vowel marks and an emoji before the spans. */
import type { Analysis, TextSpan } from '../../src/model.ts';

export const TEXT =
  'أعلن وزير النقل سامر الحدّاد 🚆 أن «القطار سيصل إلى الميناء في أيار، ولن يتأخر».\n\nوقالت هيئة الموانئ، في بيان لـ"الراية" نقلته وكالة الأمل، إن الرصيف جاهز، بحسب تعبيرها.\n+20 مصدر مجهول: «لا\nأعلم».';

/** The `nth` place of `words` in a text as a span. */
export function at(words: string, text = TEXT, nth = 0): TextSpan {
  let start = text.indexOf(words);
  for (let i = 0; i < nth; i++) start = text.indexOf(words, start + 1);
  if (start < 0) throw new Error(`not in the text: ${words}`);
  return { start, end: start + words.length, text: words };
}

function range(words: string): { start: number; end: number } {
  const { start, end } = at(words);
  return { start, end };
}

const direct = at('القطار سيصل إلى الميناء في أيار، ولن يتأخر');

export const sample = (changes: Partial<Analysis> = {}): Analysis => ({
  schema: 1,
  source: { path: 'news/ports.txt', id: null, format: 'text', encoding: 'utf-8' },
  title: 'قطار الميناء',
  byline: null,
  published: '2021-05-03',
  outlet: 'الأمل',
  url: 'https://amal.example/ports',
  author: null,
  language: 'ar',
  offsets: 'utf16',
  counts: { characters: TEXT.length, words: 27, sentences: 3, paragraphs: 3 },
  entities: [
    {
      id: 'e1',
      name: 'سامر الحدّاد',
      type: 'PER',
      aliases: [],
      mentions: [{ ...at('سامر الحدّاد'), confidence: 0.93 }],
    },
    {
      id: 'e2',
      name: 'هيئة الموانئ',
      type: 'ORG',
      aliases: ['الهيئة'],
      mentions: [{ ...at('هيئة الموانئ'), confidence: 0.8 }],
    },
    {
      id: 'e3',
      name: 'الميناء',
      type: 'LOC',
      aliases: [],
      mentions: [{ ...at('الميناء'), confidence: 0.4 }],
      link: { geonames: 7, iso: 'LB', lat: -3.5, lon: 35.8 },
    },
  ],
  speakers: [
    {
      id: 's1',
      name: 'سامر الحدّاد',
      aliases: ['الوزير'],
      kind: 'person',
      role: 'وزير النقل',
      affiliation: 'e2',
      entity: 'e1',
      gender: 'm',
      quotations: ['q1'],
    },
    {
      id: 's2',
      name: 'هيئة الموانئ',
      aliases: [],
      kind: 'organization',
      role: null,
      affiliation: null,
      entity: 'e2',
      gender: 'f',
      quotations: ['q2'],
    },
  ],
  quotations: [
    {
      id: 'q1',
      type: 'direct',
      content: {
        ...direct,
        text: 'القطار سيصل إلى الميناء في أيار … ولن يتأخر',
        fragments: [range('القطار سيصل إلى الميناء في أيار'), range('ولن يتأخر')],
      },
      cue: { ...at('أعلن'), lemma: 'أعلن', stance: 'announce' },
      source: at('وزير النقل سامر الحدّاد'),
      speaker: 's1',
      resolution: 'explicit',
      medium: null,
      addressee: null,
      via: [],
      attributions: [],
      rule: 'verb-subject',
      confidence: 0.95,
      explain: [{ field: 'speaker', rule: 'subject', words: at('سامر الحدّاد') }],
    },
    {
      id: 'q2',
      type: 'indirect',
      content: at('الرصيف جاهز'),
      cue: { ...at('قالت'), lemma: 'قال', stance: 'neutral' },
      source: at('هيئة الموانئ'),
      speaker: 's2',
      resolution: 'explicit',
      medium: at('في بيان'),
      addressee: at('الراية'),
      via: [{ ...at('وكالة الأمل'), name: 'وكالة الأمل' }],
      attributions: ['a1'],
      rule: 'verb-subject',
      confidence: 0.7,
    },
    {
      id: 'q3',
      type: 'direct',
      content: at('لا\nأعلم'),
      cue: { ...at(':'), lemma: ':', stance: 'neutral' },
      source: at('+20 مصدر مجهول'),
      speaker: null,
      resolution: 'none',
      medium: null,
      addressee: null,
      via: [],
      attributions: [],
      rule: 'colon',
      confidence: 0.3,
    },
  ],
  attributions: [{ ...at('بحسب تعبيرها'), id: 'a1', kind: 'as-said', speaker: 's2', quotation: 'q2' }],
  warnings: [{ code: 'unclosed-mark', message: 'a quotation mark is never closed', start: direct.start }],
  ...changes,
});
