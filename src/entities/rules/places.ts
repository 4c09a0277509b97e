import { mentionOf, type Scene } from '../scene.ts';
import type { FoundMention } from '../types.ts';
import {
  COMMON,
  DEFINITE,
  FUNCTION,
  GIVEN,
  NATIONALITY,
  ORG_ADJECTIVE,
  ORG_HEAD,
  PLACE_HEAD,
  PLACE_HEAD_PART,
  TITLE,
} from '../words.ts';
import { phraseAt } from './gazetteer.ts';

/** Places by their head: `مدينة الرقة` -> الرقة, `مطار عدن الدولي` -> the whole. */
export function headedPlaces(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    const word = scene.words[at];
    const head = word?.readings.find((reading) => reading.flags & (PLACE_HEAD | PLACE_HEAD_PART));
    const next = scene.words[at + 1];
    if (!head || !next || at + 1 >= scene.limits[at]! || scene.tokens[at + 1]!.kind !== 'word') continue;
    if (head.flags & ORG_HEAD) continue;
    const part = (head.flags & PLACE_HEAD_PART) !== 0;
    const place = phraseAt(scene, at + 1);
    let end = at + 1;
    if (place && place.cut === 0 && place.senses.some((sense) => sense.type === 'LOC')) end = place.last;
    else {
      const { flags } = next.bare;
      if (flags & (FUNCTION | COMMON | NATIONALITY | ORG_HEAD | ORG_ADJECTIVE | TITLE)) continue;
      if (next.readings.some((r) => r.cut > 0 && r.flags & ~(COMMON | DEFINITE))) continue;
      end = at + 2;
      if (flags & GIVEN && part) while (end < scene.limits[at]! && (scene.words[end]?.bare.flags ?? 0) & GIVEN) end++;
    }
    while (part && end < scene.limits[at]!) {
      const flags = scene.words[end]?.bare.flags ?? 0;
      if (!(flags & DEFINITE && flags & ORG_ADJECTIVE)) break;
      end++;
    }
    if (end <= at + 1) continue;
    found.push(
      mentionOf(scene, part ? at : at + 1, end, part ? head.cut : 0, 'LOC', 0.75, part ? 'facility' : 'place-head'),
    );
  }
  return found;
}
