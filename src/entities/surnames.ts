import { mentionOf, type Scene } from './scene.ts';
import type { FoundMention } from './types.ts';
import { COMMON, LINK_WITHIN } from './words.ts';

/** A person named in full is named by the last part of the name elsewhere: `محمد علوش … علوش`. */
export function surnameMentions(scene: Scene, mentions: readonly FoundMention[]): FoundMention[] {
  const surnames = new Map<string, number>();
  const covered = new Set<number>();
  for (const mention of mentions) {
    for (let at = mention.first; at < mention.last; at++) covered.add(at);
    if (mention.type !== 'PER' || mention.last - mention.first < 2) continue;
    const word = scene.words[mention.last - 1]!;
    if (word.key.length < 3 || word.bare.flags & COMMON) continue;
    const linked = (scene.words[mention.last - 2]?.bare.flags ?? 0) & LINK_WITHIN;
    surnames.set(word.key, linked ? 2 : 1);
  }
  if (surnames.size === 0) return [];
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    if (covered.has(at)) continue;
    const token = scene.tokens[at]!;
    if (token.kind !== 'word') continue;
    for (let cut = 0; cut <= 1; cut++) {
      if (cut === 1 && !'وبلفك'.includes(token.key[0] ?? '')) break;
      const parts = surnames.get(cut ? token.key.slice(1) : token.key);
      if (!parts) continue;
      const linked = at > 0 && !covered.has(at - 1) && (scene.words[at - 1]?.bare.flags ?? 0) & LINK_WITHIN;
      found.push(mentionOf(scene, linked ? at - 1 : at, at + 1, linked ? 0 : cut, 'PER', 0.8, 'surname'));
      break;
    }
  }
  return found;
}
