import {
  COMMON,
  DEFINITE,
  FUNCTION,
  GIVEN,
  GIVEN_OR_WORD,
  LINK_WITHIN,
  NATIONALITY,
  sensesOf,
  TITLE,
} from './lists.ts';
import { isSport } from './rules/phrases.ts';
import { keyAt, mentionOf, type Scene } from './scene.ts';
import type { FoundMention } from './types.ts';
import { wordOf } from './words.ts';

/** What an article has named already. */
interface Name {
  type: FoundMention['type'];
  /** How the words go on after the first one, as keys. */
  rest: readonly string[];
  /** A link belongs to it: `بن جعفر`. */
  linked: boolean;
  /** Also a common word: where it is a name all the same. */
  only: 'anywhere' | 'after preposition' | 'after verb';
}

type Names = Map<string, Name>;

const CONFIDENCE = 0.75;

/**
 * What an article has named once it names again in less sure places: a person by the last part of the name
 * (`محمد علوش … علوش`), a village, a club or a paper that a head told without its head (`بلدة الرهجان … الرهجان`), a state body without
 * its nationality (`القوات الجوية السورية … القوات الجوية`).
 */
export function repeatedNames(scene: Scene, mentions: readonly FoundMention[]): FoundMention[] {
  const covered = new Uint8Array(scene.tokens.length);
  const names: Names = new Map();
  for (const mention of mentions) {
    covered.fill(1, mention.first, mention.last);
    if (mention.type === 'PER') addSurname(scene, mention, names);
    else if (mention.last - mention.first === 1) addName(scene, mention, names);
    else addShortName(scene, mention, names);
  }
  if (names.size === 0) return [];
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    if (covered[at] || scene.tokens[at]!.kind !== 'word') continue;
    const key = keyAt(scene, at);
    for (const cut of cutsOf(key)) {
      const name = names.get(withArticle(key, cut));
      if (!name || !isPlausible(scene, at, cut, name)) continue;
      const last = at + 1 + name.rest.length;
      if (name.rest.some((part, i) => keyAt(scene, at + 1 + i) !== part || covered[at + 1 + i])) continue;
      const linked = cut === 0 && name.linked && at > 0 && !covered[at - 1];
      const first = linked && (scene.words[at - 1]?.bare.flags ?? 0) & LINK_WITHIN ? at - 1 : at;
      found.push(mentionOf(scene, first, last, cut, name.type, CONFIDENCE, 'repeated'));
      at = last - 1;
      break;
    }
  }
  return found;
}

/** The key after `cut` letters; the article is whole again after `لل`. */
function withArticle(key: string, cut: number): string {
  return cut > 0 && key.startsWith('لل', cut - 1) ? `ا${key.slice(cut)}` : key.slice(cut);
}

function cutsOf(key: string): number[] {
  if (!'وبلفك'.includes(key[0] ?? '-') || key.length < 4) return [0];
  return 'بلك'.includes(key[1]!) && 'وف'.includes(key[0]!) ? [0, 1, 2] : [0, 1];
}

/** `في`, `من`, `إلى` before a name. */
const PREPOSITIONS = new Set(['في', 'من', 'الي', 'نحو', 'داخل', 'عن']);
/** Verbs of which a person is the subject: `وأضاف مانع أن`. */
const VERBS =
  /^[وف]?(?:قال|اضاف|اكد|اوضح|اشار|ذكر|تابع|لفت|صرح|اعلن|اعتبر|راي|شدد|بين|كشف|زاد|يقول|يضيف|يؤكد|يوضح|حذر|دعا|طالب|نفي|افاد|ختم|استطرد|رد|تساءل|قالت|اضافت|اكدت|اوضحت|اشارت)$/;

function isPlausible(scene: Scene, at: number, cut: number, name: Name): boolean {
  switch (name.only) {
    case 'anywhere':
      return true;
    case 'after preposition':
      return cut > 0 ? 'بل'.includes(keyAt(scene, at)[cut - 1]!) : PREPOSITIONS.has(keyAt(scene, at - 1));
    case 'after verb':
      return cut === 0 && VERBS.test(keyAt(scene, at - 1));
    default:
      return name.only satisfies never;
  }
}

function addSurname(scene: Scene, { first, last }: FoundMention, names: Names): void {
  if (last - first < 2) return;
  const word = scene.words[last - 1];
  if (!word) return;
  const { key, bare } = word;
  if (key.length < 3 || bare.flags & FUNCTION) return;
  const linked = ((scene.words[last - 2]?.bare.flags ?? 0) & LINK_WITHIN) !== 0;
  const doubtful = (bare.flags & (COMMON | TITLE)) !== 0 || (!linked && (bare.flags & (GIVEN | GIVEN_OR_WORD)) !== 0);
  names.set(key, { type: 'PER', rest: [], linked, only: doubtful ? 'after verb' : 'anywhere' });
}

function addName(scene: Scene, { first, type, cut }: FoundMention, names: Names): void {
  if (cut > 0 || type === 'MISC') return;
  const key = keyAt(scene, first);
  const senses = sensesOf(key);
  if (key.length < 3 || names.has(key) || senses?.some((sense) => !sense.ambiguous)) return;
  const club = type === 'ORG' && senses?.some((sense) => sense.kind === 'club') && isSport(scene);
  const doubtful = !club && (wordOf(key).bare.flags & (COMMON | FUNCTION)) !== 0;
  if (doubtful && (type !== 'LOC' || !senses)) return;
  names.set(key, { type, rest: [], linked: false, only: doubtful ? 'after preposition' : 'anywhere' });
}

/** `شركة`, `صحيفة`: a name is told without them too. */
function isMarkedHead(scene: Scene, at: number): boolean {
  return scene.words[at]?.readings.some((r) => r.entry?.orgHead?.kind === 'marked') ?? false;
}

/** A company without its head; a state body without its nationality; a region by its first word (`الصحراء المغربية … الصحراء`). */
function addShortName(scene: Scene, { first, last, type, cut }: FoundMention, names: Names): void {
  const second = scene.words[first + 1];
  if (type === 'ORG' && last - first === 2 && second?.unknown && isMarkedHead(scene, first)) {
    if (!names.has(second.key)) names.set(second.key, { type, rest: [], linked: false, only: 'anywhere' });
    return;
  }
  const end = scene.words[last - 1]?.bare.flags ?? 0;
  if (cut > 0 || !(end & DEFINITE && end & NATIONALITY)) return;
  const key = keyAt(scene, first);
  if (names.has(key)) return;
  const rest = Array.from({ length: last - first - 2 }, (_, i) => keyAt(scene, first + 1 + i));
  if (type === 'ORG' && rest.length > 0) names.set(key, { type, rest, linked: false, only: 'anywhere' });
  else if (type === 'LOC' && key.startsWith('ال') && sensesOf(`${key} ${keyAt(scene, last - 1)}`))
    names.set(key, { type, rest, linked: false, only: 'anywhere' });
}
