import { PLACE_HEAD, sensesOf } from './lists.ts';
import { keyAt, type Scene } from './scene.ts';
import type { FoundMention } from './types.ts';

/**
 * Settles types over the article. A word that no list has is one thing throughout: what its mentions say most surely. A place that is
 * the surname of a person named in full is that person (`ياسر عرفات … قبر عرفات`), unless a head says otherwise (`جبل عرفات`).
 */
export function settleTypes(scene: Scene, mentions: readonly FoundMention[]): FoundMention[] {
  const surnames = new Set<string>();
  const votes = new Map<string, Map<FoundMention['type'], number>>();
  for (const mention of mentions) {
    const { first, last, type, confidence } = mention;
    if (type === 'PER' && last - first > 1) surnames.add(keyAt(scene, last - 1));
    const key = wordOfMention(scene, mention);
    if (key === null) continue;
    const vote = votes.get(key) ?? new Map();
    vote.set(type, (vote.get(type) ?? 0) + confidence);
    votes.set(key, vote);
  }
  return mentions.map((mention) => {
    const key = wordOfMention(scene, mention);
    if (key === null) return mention;
    if (mention.type === 'LOC' && surnames.has(key) && !isPlaceHead(scene, mention.first - 1))
      return { ...mention, type: 'PER' };
    if (sensesOf(key)) return mention;
    const vote = votes.get(key)!;
    if (vote.size < 2) return mention;
    const [best] = [...vote].reduce((a, b) => (b[1] > a[1] ? b : a));
    return mention.type === best ? mention : { ...mention, type: best };
  });
}

/** The key of a mention of one word, clitics off; null for longer ones. */
function wordOfMention(scene: Scene, { first, last, cut, type }: FoundMention): string | null {
  return last - first === 1 && type !== 'MISC' ? keyAt(scene, first).slice(cut) : null;
}

function isPlaceHead(scene: Scene, at: number): boolean {
  return scene.words[at]?.readings.some((r) => r.flags & PLACE_HEAD) ?? false;
}
