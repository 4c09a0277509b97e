/** Trains the models that tell a speaker's office and affiliation (`src/quotations/speakers/offices.ts`). */
import type { GoldSpeaker } from '../../evaluate/gold.ts';
import { nameWords, overlap } from '../../evaluate/words.ts';
import type { Forest } from '../../learned/trees.ts';
import type { SpeakerKind } from '../../model.ts';
import { type Body, bodies, bodyText, describeBody } from '../../quotations/speakers/bodies.ts';
import type { OfficeModels } from '../../quotations/speakers/offices.ts';
import { describeRole, roleOf, roleSpans, roleText } from '../../quotations/speakers/roles.ts';
import type { Voice } from '../../quotations/speakers/voices.ts';
import { boost } from '../boost.ts';
import type { Lesson } from '../lesson.ts';
import { Sheet } from '../sheet.ts';
import { tokensOf } from '../spans.ts';
import { choice } from './relays.ts';

/** A speaker of the gold as the station is told of it, by the names that the program finds. */
export function voiceOf({ gold, names, context }: Lesson, speaker: GoldSpeaker): Voice | null {
  const said = (gold.quotations ?? []).filter((one) => one.speaker === speaker.name);
  const sources = said
    .flatMap(({ source }) => (source ? [tokensOf(context, source)] : []))
    .filter((range) => range[0] < range[1]);
  const kind: SpeakerKind = said[0]?.kind ?? 'person';
  const called = gold.mentions.filter(({ name }) => name === speaker.name);
  const own = names.find(
    (mention) =>
      mention.type === 'PER' &&
      called.some(({ start, end }) => mention.start < end && start < mention.end) &&
      nameWords(speaker.name).at(-1) === nameWords(mention.entity.name).at(-1),
  );
  const entity = kind === 'person' ? (own?.entity ?? null) : null;
  if (!entity && sources.length === 0) return null;
  const spelled = kind === 'person' ? called.map((mention) => tokensOf(context, mention)) : [];
  return {
    kind,
    plural: false,
    entity,
    names: entity
      ? names.filter((mention) => mention.entity === entity).map(({ first, last }) => [first, last] as const)
      : spelled,
    sources,
    genders: new Set(),
    nameGender: null,
  };
}

const stem = (word: string): string => word.replace(/^(?:و(?=ال))?(?:ال|لل)/u, '');
const words = (text: string): Set<string> => new Set(nameWords(text).map(stem));

/** How right a candidate is: its words' overlap with the gold's, nothing below a half. */
function likeness(found: string, wanted: string | null | undefined): number {
  if (!wanted) return 0;
  const share = overlap(words(found), words(wanted));
  return share >= 0.5 ? share : 0;
}

export function trainOffices(lessons: readonly Lesson[]): OfficeModels {
  const roles = trainRoles(lessons);
  return { roles, affiliations: trainAffiliations(lessons, { roles }) };
}

function trainRoles(lessons: readonly Lesson[]): Forest {
  const sheet = new Sheet();
  for (const lesson of lessons)
    for (const speaker of lesson.gold.speakers ?? []) {
      const voice = voiceOf(lesson, speaker);
      if (!voice) continue;
      for (const span of roleSpans(lesson.context, voice)) {
        sheet.begin(likeness(roleText(lesson.context, span), speaker.role));
        describeRole(lesson.context, voice, span, sheet);
      }
    }
  return boost(sheet, {
    aim: 'logistic',
    trees: 120,
    leaves: 12,
    leastRows: 10,
    leastSeen: 12,
    features: 0.3,
    about: 'offices of speakers',
  });
}

function trainAffiliations(lessons: readonly Lesson[], models: OfficeModels): Forest {
  const sheet = new Sheet();
  for (const lesson of lessons)
    for (const speaker of lesson.gold.speakers ?? []) {
      const voice = voiceOf(lesson, speaker);
      if (!voice || voice.kind === 'organization' || voice.kind === 'media') continue;
      const { context } = lesson;
      const role = roleOf(context, voice, models.roles);
      const rightness = (body: Body): number => likeness(bodyText(context, body), speaker.affiliation);
      choice(sheet, bodies(context, voice, role), rightness, (body, to) =>
        describeBody(context, voice, role, body, to),
      );
    }
  return boost(sheet, {
    aim: 'choice',
    trees: 120,
    leaves: 12,
    leastRows: 10,
    leastSeen: 12,
    features: 0.3,
    bags: 3,
    about: 'affiliations of speakers',
  });
}
