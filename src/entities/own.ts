import { addTo } from '../text/index.ts';
import type { Equation } from './join.ts';
import type { NameType } from './lists.ts';
import { keysOf } from './names.ts';
import { keyAt, mentionOf, type Scene } from './scene.ts';
import type { FoundMention } from './types.ts';

/** A name of the user's own (`--lexicon`), with other names of the same thing. */
export interface OwnName {
  name: string;
  type: NameType;
  aliases?: readonly string[];
}

const CONFIDENCE = 0.99;
const CLITICS = 'وفبلك';

/** Where an article has names of the user's own, and which of these are one thing. The longest name counts. */
export function ownNames(scene: Scene, names: readonly OwnName[]): { mentions: FoundMention[]; equations: Equation[] } {
  const byFirst = new Map<string, { keys: string[]; of: OwnName }[]>();
  for (const of of names) {
    for (const form of [of.name, ...(of.aliases ?? [])]) {
      const keys = keysOf(form);
      if (keys.length > 0) addTo(byFirst, keys[0]!, { keys, of });
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.keys.length - a.keys.length);
  const mentions: FoundMention[] = [];
  const equations: Equation[] = [];
  const firstOf = new Map<OwnName, FoundMention>();
  for (let at = 0; at < scene.tokens.length; at++) {
    const match = matchAt(scene, at, byFirst);
    if (!match) continue;
    const mention = mentionOf(scene, at, match.last, match.cut, match.of.type, CONFIDENCE, 'own');
    mentions.push(mention);
    const first = firstOf.get(match.of);
    if (first) equations.push([first, mention]);
    else firstOf.set(match.of, mention);
    at = match.last - 1;
  }
  return { mentions, equations };
}

function matchAt(
  scene: Scene,
  at: number,
  byFirst: ReadonlyMap<string, readonly { keys: string[]; of: OwnName }[]>,
): { last: number; cut: number; of: OwnName } | null {
  const key = keyAt(scene, at);
  for (let cut = 0; cut <= 2; cut++) {
    if (cut > 0 && !CLITICS.includes(key[cut - 1] ?? '-')) break;
    const rest = cut > 0 && key.startsWith('لل', cut - 1) ? `ا${key.slice(cut)}` : key.slice(cut);
    for (const { keys, of } of byFirst.get(rest) ?? []) {
      const last = at + keys.length;
      if (last <= scene.limits[at]! && keys.every((part, i) => i === 0 || keyAt(scene, at + i) === part))
        return { last, cut, of };
    }
  }
  return null;
}
