import type { Lexicon } from '../lexicon/index.ts';
import type { EntityType } from '../model.ts';
import { markTable, type TextIndex } from '../text/index.ts';
import { withoutAla } from './ala.ts';
import { type Equation, joinMentions } from './join.ts';
import { NAME_TYPES } from './lists.ts';
import { keepMarks } from './naming.ts';
import { type OwnName, ownNames } from './own.ts';
import { type NameModels, recognise, shippedNames } from './recognise.ts';
import { bracketedAliases, toldAliases } from './rules/aliases.ts';
import { RULES } from './rules/index.ts';
import { type Scene, sceneOf } from './scene.ts';
import { isFree, select, take } from './select.ts';
import type { FoundEntities, FoundMention } from './types.ts';
import { findValues, VALUE_TYPES } from './values/index.ts';

export { NAME_TYPES, type NameType } from './lists.ts';
export type { OwnName } from './own.ts';
export { findPublished, type Published } from './published.ts';
export type { NameModels } from './recognise.ts';
export type { FoundEntities, FoundMention } from './types.ts';

export interface EntityOptions {
  /** Kinds wanted; the four kinds of name where it is left out. */
  types?: readonly EntityType[];
  /** The article's date, ISO 8601: relative dates are counted from it. */
  published?: string | null;
  /** False: what the rules propose, without any trained model. */
  tagger?: boolean;
  /** Models of one's own; those that ship where it is left out. */
  models?: NameModels;
  /** Names of the user's own; they win over everything else. */
  own?: readonly OwnName[];
  /** Whose vocabulary the later stations read; the one that ships where it is left out. */
  lexicon?: Lexicon;
}

/** The people, places, organisations and other names of an article, and dates, sums and the like where asked; mentions joined. */
export function findEntities(index: TextIndex, options: EntityOptions = {}): FoundEntities {
  const types = new Set<EntityType>(options.types ?? NAME_TYPES);
  const scene = sceneOf(index, options.lexicon);
  const { mentions, equations } = NAME_TYPES.some((type) => types.has(type))
    ? findNames(scene, options.tagger === false ? null : (options.models ?? shippedNames()), options.own ?? [])
    : NO_NAMES;
  const wanted = mentions.filter(({ type }) => types.has(type));
  if (VALUE_TYPES.some((type) => types.has(type))) {
    wanted.push(...findValues(index, types, options.published ?? null));
    wanted.sort((a, b) => a.start - b.start || b.end - a.end);
  }
  const marks = markTable(index);
  for (const mention of wanted) keepMarks(mention, index.text, marks);
  return joinMentions(scene, wanted, equations);
}

interface Names {
  mentions: FoundMention[];
  /** Pairs of mentions that brackets equate. */
  equations: Equation[];
}

const NO_NAMES: Names = { mentions: [], equations: [] };

function findNames(scene: Scene, models: NameModels | null, own: readonly OwnName[]): Names {
  const listed = own.length > 0 ? ownNames(scene, own) : NO_NAMES;
  const proposed = RULES.flatMap((rule) => rule(scene));
  const selected = select(proposed);
  const found = withoutAla(scene, models ? recognise(scene, proposed, selected, models) : selected);
  const chosen = selectWith(listed.mentions, found);
  const aliases = bracketedAliases(scene, chosen);
  const mentions = select([...chosen, ...aliases.map(({ alias }) => alias)]);
  const kept = new Set(mentions);
  const pairs = aliases.map(({ of, alias }): Equation => [of, alias]);
  const equations = [...listed.equations, ...pairs, ...toldAliases(scene, mentions)].filter(
    ([a, b]) => kept.has(a) && kept.has(b),
  );
  return { mentions, equations };
}

/** The user's own names win over whatever they touch. */
function selectWith(own: readonly FoundMention[], found: readonly FoundMention[]): FoundMention[] {
  if (own.length === 0) return [...found];
  const taken = new Set<number>();
  for (const mention of own) take(taken, mention);
  return [...own, ...found.filter((mention) => isFree(taken, mention))].sort((a, b) => a.start - b.start);
}
