import { COMMON, FUNCTION, GIVEN, GIVEN_OR_WORD, LINK_WITHIN, sensesOf, TITLE } from './lists.ts';
import { keyAt, mentionOf, type Scene } from './scene.ts';
import type { FoundMention } from './types.ts';
import { wordOf } from './words.ts';

/**
 * What an article has named once it names again in less sure places: a person by the last part of the name
 * (`محمد علوش … علوش`), a village or a paper that a head told (`بلدة الرهجان … الرهجان`) without its head.
 */
export function repeatedNames(scene: Scene, mentions: readonly FoundMention[]): FoundMention[] {
  const covered = new Uint8Array(scene.tokens.length);
  const names: Names = new Map();
  for (const mention of mentions) {
    covered.fill(1, mention.first, mention.last);
    if (mention.type === 'PER') addSurname(scene, mention, names);
    else if (mention.type === 'LOC' || mention.type === 'ORG') addName(scene, mention, names);
  }
  if (names.size === 0) return [];
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    if (covered[at] || scene.tokens[at]!.kind !== 'word') continue;
    const key = keyAt(scene, at);
    for (const cut of cutsOf(key)) {
      const name = names.get(withArticle(key, cut));
      if (!name) continue;
      if (name.doubtful && !(cut > 0 ? 'بل'.includes(key[cut - 1]!) : PREPOSITIONS.has(keyAt(scene, at - 1)))) continue;
      const linked = cut === 0 && name.length === 2 && at > 0 && !covered[at - 1];
      const first = linked && (scene.words[at - 1]?.bare.flags ?? 0) & LINK_WITHIN ? at - 1 : at;
      found.push(mentionOf(scene, first, at + 1, cut, name.type, 0.75, 'repeated'));
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

interface Name {
  type: FoundMention['type'];
  length: number;
  /** Also a common word: only after a preposition. */
  doubtful: boolean;
}

type Names = Map<string, Name>;

/** `في`, `من`, `إلى` before a name, or ب, ل in front of it. */
const PREPOSITIONS = new Set(['في', 'من', 'الي', 'نحو', 'داخل', 'عن']);

function addSurname(scene: Scene, { first, last }: FoundMention, names: Names): void {
  if (last - first < 2) return;
  const { key, bare } = scene.words[last - 1]!;
  if (key.length < 3 || bare.flags & (COMMON | FUNCTION | TITLE)) return;
  const linked = (scene.words[last - 2]?.bare.flags ?? 0) & LINK_WITHIN;
  if (!linked && bare.flags & (GIVEN | GIVEN_OR_WORD)) return;
  names.set(key, { type: 'PER', length: linked ? 2 : 1, doubtful: false });
}

function addName(scene: Scene, { first, last, type, start }: FoundMention, names: Names): void {
  if (last - first !== 1 || start !== scene.tokens[first]!.start) return;
  const key = keyAt(scene, first);
  const senses = sensesOf(key);
  if (key.length < 3 || names.has(key) || senses?.some((sense) => !sense.ambiguous)) return;
  const doubtful = (wordOf(key).bare.flags & (COMMON | FUNCTION)) !== 0;
  if (doubtful && (type !== 'LOC' || !senses)) return;
  names.set(key, { type, length: 1, doubtful });
}
