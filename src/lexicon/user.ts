import type { EntityType } from '../model.ts';
import { LexiconError } from './error.ts';
import { eachLine, fieldsOf, type NounEntry, parseNounLine, parseVerbLine, type VerbEntry } from './verb-file.ts';
import type { WordLine } from './word-file.ts';

/** A name of one's own: how the entities shall call it, its type, other names it goes by. */
export interface UserEntity {
  name: string;
  type: EntityType;
  aliases: readonly string[];
}

/** Additions to the lexicon, as `parseLexicon` reads them; hand it to `buildLexicon`. */
export interface UserLexicon {
  verbs: readonly VerbEntry[];
  nouns: readonly NounEntry[];
  /** Heads of attribution phrases, tags: kind and complements. */
  phrases: readonly WordLine[];
  /** Phrases that look like attributions or reports and are none. */
  formulas: readonly WordLine[];
  titles: readonly WordLine[];
  entities: readonly UserEntity[];
  /** Other names of a speaker, by the name that shall be reported. */
  aliases: ReadonlyMap<string, readonly string[]>;
}

type Section = 'cues' | 'nouns' | 'phrases' | 'titles' | 'entities' | 'aliases';
const SECTIONS: readonly Section[] = ['cues', 'nouns', 'phrases', 'titles', 'entities', 'aliases'];

const KINDS = ['according-to', 'as-said', 'citing', 'in-view-of', 'hearsay', 'none'];
const COMPLEMENTS = ['np', 'ma', 'verb', 'noun', 'li', 'pronoun', 'none'];
const TITLE_TAGS = ['m', 'f', 'mf', 'office', 'title', 'honorific', 'rank', 'occupation', 'kin'];
const TYPES: readonly EntityType[] = ['PER', 'LOC', 'ORG', 'MISC'];

/** Letters of Arabic script with their marks; blanks between words. */
const ARABIC = /^[\u0621-\u0652\u0670\u0671\u067e\u0686\u0698\u06a4\u06a9\u06af\u06cc ]+$/;

/**
 * Reads a lexicon of one's own. The text has sections, each with one entry a line; `#` begins a comment line.
 *
 * ```text
 * [cues]        verbs: lemma with shadda, imperfect (`.` where the form tells it), then, if wanted, participle, masdars,
 *               frames, stance and strength as in `ar/verbs.txt`
 * لمّح
 * دوّن . . تدوين anna,direct neutral weak
 * [nouns]       singular, plurals (or -), frames, stance, strength
 * ادعاء ادعاءات anna,bi claim weak
 * [phrases]     words | kind, complements      kinds: according-to as-said citing in-view-of hearsay; none for a near miss
 * وفق رواية | according-to,np
 * حسب المزاج | none
 * [titles]      words | plurals (or -) | gender and kind
 * ناظر الوقف | نظار الوقف | m office
 * [entities]    name | PER, LOC, ORG or MISC | other names
 * شركة النخيل | ORG | النخيل, مجموعة النخيل
 * [aliases]     name of a speaker | other names
 * سالم الهدار | أبو ناصر, الهدار
 * ```
 *
 * A mistake throws a `LexiconError` that names file, line and column.
 */
export function parseLexicon(text: string, fileName: string): UserLexicon {
  const verbs: VerbEntry[] = [];
  const nouns: NounEntry[] = [];
  const phrases: WordLine[] = [];
  const formulas: WordLine[] = [];
  const titles: WordLine[] = [];
  const entities: UserEntity[] = [];
  const aliases = new Map<string, string[]>();
  let section: Section | null = null;

  eachLine(text.startsWith('\ufeff') ? text.slice(1) : text, (raw, number) => {
    const line = raw.replace(/[\r\s]+$/, '');
    if (line === '') return;
    const fail = (message: string, word = ''): never => {
      throw new LexiconError(
        fileName,
        number,
        Math.max(0, word === '' ? line.search(/\S/) : line.indexOf(word)) + 1,
        message,
      );
    };
    if (line.startsWith('[')) {
      const name = line.slice(1, -1) as Section;
      if (!line.endsWith(']') || !SECTIONS.includes(name)) {
        fail(`unknown section "${line}" (one of ${SECTIONS.map((known) => `[${known}]`).join(' ')})`);
      }
      section = name;
      return;
    }
    if (section === null)
      return fail(`an entry before the first section (${SECTIONS.map((known) => `[${known}]`).join(' ')})`);
    const arabic = (words: string): string => {
      if (words === '') fail('a name or word is missing');
      if (!ARABIC.test(words)) fail(`"${words}" is not in Arabic script`, words);
      return words;
    };
    /** The fields between `|`, as many as `least` to `most`. */
    const columns = (least: number, most: number): string[] => {
      const fields = line.split('|').map((field) => field.trim());
      if (fields.length < least || fields.length > most) {
        const expected = least === most ? `${least}` : `${least} to ${most}`;
        fail(`expected ${expected} fields parted by |, found ${fields.length}`);
      }
      return fields;
    };
    const listOf = (field: string): string[] =>
      field
        .split(/[,،]/)
        .map((item) => item.trim())
        .filter((item) => item !== '');
    const oneOf = (allowed: readonly string[], item: string, what: string): void => {
      if (!allowed.includes(item)) fail(`unknown ${what} "${item}" (one of ${allowed.join(', ')})`, item);
    };

    switch (section) {
      case 'cues': {
        const fields = fieldsOf(line, 8);
        arabic(fields[0]!);
        if (fields.length > 2 && fields.length !== 7) {
          fail(
            'expected a lemma, a lemma and its imperfect, or all of lemma, imperfect, participle, masdars, frames, stance, strength',
          );
        }
        const [lemma, imperfect = '.'] = fields;
        const full = fields.length > 2 ? line : `${lemma} ${imperfect} . . anna,inna,direct,ila,ala,bi neutral strong`;
        verbs.push(parseVerbLine(full, fileName, number));
        break;
      }
      case 'nouns':
        arabic(fieldsOf(line, 1)[0]!);
        nouns.push(parseNounLine(line, fileName, number));
        break;
      case 'phrases': {
        const [words = '', tags = ''] = columns(2, 2);
        const [kind = '', ...complements] = listOf(tags);
        oneOf(KINDS, kind, 'kind');
        for (const complement of complements) oneOf(COMPLEMENTS, complement, 'complement');
        (kind === 'none' ? formulas : phrases).push({
          words: arabic(words),
          plurals: [],
          tags: [kind, ...complements],
        });
        break;
      }
      case 'titles': {
        const [words = '', plurals = '-', tags = 'mf title'] = columns(1, 3);
        const list = tags.split(/\s+/);
        for (const tag of list) oneOf(TITLE_TAGS, tag, 'tag');
        titles.push({ words: arabic(words), plurals: plurals === '-' ? [] : listOf(plurals).map(arabic), tags: list });
        break;
      }
      case 'entities': {
        const [name = '', type = '', others = ''] = columns(2, 3);
        if (name === '') fail('a name is missing');
        oneOf(TYPES, type, 'type');
        entities.push({ name, type: type as EntityType, aliases: listOf(others) });
        break;
      }
      case 'aliases': {
        const [name = '', others = ''] = columns(2, 2);
        if (name === '' || listOf(others).length === 0) fail('expected a name and at least one other name');
        aliases.set(name, [...(aliases.get(name) ?? []), ...listOf(others)]);
        break;
      }
      default:
        section satisfies never;
    }
  });
  return { verbs, nouns, phrases, formulas, titles, entities, aliases };
}
