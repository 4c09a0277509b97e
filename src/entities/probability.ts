import type { FoundMention } from './types.ts';

/** How often what a rule finds is right, span and type, once the tagger has had its say: counted on annotated news, rounded down. */
const OF_RULES: Record<string, number> = {
  'listed-country': 0.97,
  'listed-region': 0.93,
  'listed-city': 0.92,
  'listed-person': 0.95,
  'listed-club': 0.86,
  'listed-misc': 0.85,
  event: 0.78,
  'org-full': 0.95,
  'org-nationality': 0.96,
  'org-state': 0.9,
  'org-proper': 0.8,
  'org-place': 0.75,
  'org-metonym': 0.88,
  'org-in': 0.88,
  'org-marked': 0.68,
  'org-bare': 0.6,
  'marked-org': 0.93,
  'marked-place': 0.7,
  'marked-misc': 0.65,
  'place-bare': 0.9,
  'place-list': 0.92,
  'place-part': 0.86,
  'place-known': 0.8,
  'given-name': 0.93,
  'titled-name': 0.94,
  ali: 0.9,
  repeated: 0.86,
  bracketed: 0.85,
  own: 0.99,
};
/** Of other listed names: parties, companies, outlets … */
const OF_LISTED = 0.94;

/** What the tagger says of a person, and how often it is right; other types are right less often. */
const OF_PERSONS = [
  [0, 0.3],
  [0.5, 0.45],
  [0.7, 0.68],
  [0.8, 0.86],
  [0.9, 0.95],
  [1, 0.98],
] as const;
const OF_OTHERS = 0.88;

/** The probability that a mention's span and type are right: what its rule is worth, lowered where the tagger doubts it. */
export function probabilityOf({ rule, type, confidence }: FoundMention): number {
  if (rule === 'tagger') return round(personCurve(confidence) * (type === 'PER' ? 1 : OF_OTHERS));
  const worth = OF_RULES[rule] ?? OF_LISTED;
  return round(rule === 'own' ? worth : worth * (0.7 + 0.3 * Math.min(1, confidence)));
}

function personCurve(confidence: number): number {
  for (let at = 1; at < OF_PERSONS.length; at++) {
    const [right, high] = OF_PERSONS[at]!;
    if (confidence > right) continue;
    const [left, low] = OF_PERSONS[at - 1]!;
    return low + ((high - low) * (confidence - left)) / (right - left);
  }
  return OF_PERSONS[OF_PERSONS.length - 1]![1];
}

const round = (value: number): number => Math.round(value * 100) / 100;
