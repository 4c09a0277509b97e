import type { SpeakerKind } from '../../model.ts';
import { bare } from '../choosing.ts';
import { isWord } from '../words.ts';
import { isOtherAgency } from './outlets.ts';

/** What a description without a name speaks of, by its folded words: `المحكمة` an organisation, `الصحيفة` a medium, `مصادر أمنية` unnamed. */
export function kindOfDescription(words: readonly string[]): { kind: SpeakerKind; number: 'sg' | 'pl' } {
  const first = words[0] ?? '';
  const head = bare(first);
  const number = isWord('plural-source', head) || /(?:ون|ين|اء)$/.test(head) ? 'pl' : 'sg';
  if (isWord('unnamed', head)) return { kind: 'unnamed', number };
  if (isWord('outlet', head) && !isOtherAgency(words)) return { kind: 'media', number };
  return { kind: isWord('organisation', head) ? 'organization' : 'unnamed', number };
}
